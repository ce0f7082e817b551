package lsp_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/lsp"
	"github.com/iamlint/iamlint/internal/lsp/lsptest"
	"github.com/iamlint/iamlint/internal/source"
)

const uri = "file:///a.yaml"

// plain is a server that finds the rule x where a text has an x.
func plain() lsp.Server {
	return lsp.Server{
		Version: "1.2.3",
		Judge: func(_ context.Context, artifact string, text []byte) (finding.Report, error) {
			var r finding.Report
			if i := bytes.IndexByte(text, 'x'); i >= 0 {
				at := source.Location{Artifact: artifact, Region: source.Region{Start: source.Position{Line: 1, Column: i + 1}, End: source.Position{Line: 1, Column: i + 2}}}
				r.Findings = append(r.Findings, finding.Finding{Rule: "x", Severity: finding.Medium, Message: "an x", At: at})
			}
			return r, nil
		},
		Explain: func(_ context.Context, rule string) (string, error) { return "# " + rule, nil },
		Link:    func(rule string) string { return "https://example.com/" + rule },
		Accept: func(string, []byte, finding.Finding) (source.Position, string, error) {
			return source.Position{Line: 1, Column: 1}, "# fine\n", nil
		},
		Log: func(string) {},
	}
}

// ending is how a run ended.
type ending struct {
	clean bool
	err   error
}

func start(t *testing.T, s lsp.Server) (*lsptest.Editor, <-chan ending) {
	t.Helper()
	ended := make(chan ending, 1)
	return lsptest.Start(t, func(in io.Reader, out io.Writer) {
		clean, err := s.Run(t.Context(), in, out)
		ended <- ending{clean, err}
	}), ended
}

func begin(t *testing.T, s lsp.Server) *lsptest.Editor {
	t.Helper()
	e, _ := start(t, s)
	e.Initialize()
	return e
}

// told is what diagnostics say, in short.
func told(d lsptest.Diagnostics) string {
	var all []string
	for _, one := range d.Diagnostics {
		all = append(all, fmt.Sprintf("%s %d %s: %s", one.Range, one.Severity, one.Code, one.Message))
	}
	return fmt.Sprintf("%s@%d [%s]", d.URI, d.Version, strings.Join(all, "; "))
}

func wantTold(t *testing.T, d lsptest.Diagnostics, want string) {
	t.Helper()
	if diff := cmp.Diff(want, told(d)); diff != "" {
		t.Errorf("diagnostics (-want +got):\n%s", diff)
	}
}

func wantFault(t *testing.T, m lsptest.Message, id string, code int) {
	t.Helper()
	if m.Error == nil || m.Error.Code != code || string(m.ID) != id {
		t.Errorf("got answer %s with result %s, error %v; want %s with code %d", m.ID, m.Result, m.Error, id, code)
	}
}

func TestWhatIsFoundIsPublishedAndTakenBack(t *testing.T) {
	e := begin(t, plain())
	e.Open(uri, "a x")
	wantTold(t, e.Diagnostics(), "file:///a.yaml@1 [0:2-0:3 2 x: an x]")
	e.Change(uri, 2, "a")
	wantTold(t, e.Diagnostics(), "file:///a.yaml@2 []")
	e.Change(uri, 3, "x")
	wantTold(t, e.Diagnostics(), "file:///a.yaml@3 [0:0-0:1 2 x: an x]")
	e.Notify("textDocument/didClose", lsptest.About(uri, nil))
	wantTold(t, e.Diagnostics(), "file:///a.yaml@3 []")
	e.Change(uri, 4, "x")
	e.Ask(1, "textDocument/hover", lsptest.About(uri, nil))
	if m := e.Next(); string(m.Result) != "null" {
		t.Errorf("hover over what is closed: got %s, want null", m.Result)
	}
}

func TestSeveritiesNoticesAndRelatedPlaces(t *testing.T) {
	s := plain()
	s.Judge = func(_ context.Context, artifact string, _ []byte) (finding.Report, error) {
		at := func(name string, column int) source.Location {
			return source.Location{Artifact: name, Region: source.Region{Start: source.Position{Line: 1, Column: column}, End: source.Position{Line: 1, Column: column + 1}}}
		}
		r := finding.Report{Sources: map[string][]byte{"/other.yaml": []byte("😀b")}}
		for severity := finding.Info; severity <= finding.Critical; severity++ {
			r.Findings = append(r.Findings, finding.Finding{Rule: severity.String(), Severity: severity, Message: "m", At: at(artifact, 2)})
		}
		r.Findings[0].Related = []finding.Related{{At: at("/other.yaml", 2), Message: "that"}}
		r.Findings[1].At = at("/other.yaml", 2)
		r.Notices = []finding.Notice{{Message: "n", At: at(artifact, 1)}, {Failure: true, Message: "f", At: source.Location{Artifact: artifact}}}
		return r, nil
	}
	e := begin(t, s)
	e.Open(uri, "😀b")
	d := e.Diagnostics()
	wantTold(t, d, "file:///a.yaml@1 [0:2-0:3 3 info: m; 0:0-0:0 3 low: m; 0:2-0:3 2 medium: m; 0:2-0:3 1 high: m; 0:2-0:3 1 critical: m; "+
		"0:0-0:2 4 : n; 0:0-0:0 1 : f]")
	for i, want := range []string{"that", "here"} {
		related := d.Diagnostics[i].RelatedInformation
		if len(related) != 1 || related[0].Location.URI != "file:///other.yaml" || related[0].Location.Range.String() != "0:2-0:3" || related[0].Message != want {
			t.Errorf("got related places %v, want 0:2-0:3 of the other file with %q", related, want)
		}
	}
}

func TestFastTypingIsJudgedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var judged atomic.Int64
		s := plain()
		judge := s.Judge
		s.Delay = time.Second
		s.Judge = func(ctx context.Context, artifact string, text []byte) (finding.Report, error) {
			judged.Add(1)
			return judge(ctx, artifact, text)
		}
		e := begin(t, s)
		e.Open(uri, "")
		e.Diagnostics()
		for version := 2; version <= 100; version++ {
			e.Change(uri, version, strings.Repeat("a", version)+"x")
			time.Sleep(time.Second / 10)
		}
		wantTold(t, e.Diagnostics(), "file:///a.yaml@100 [0:100-0:101 2 x: an x]")
		if got := judged.Load(); got != 2 {
			t.Errorf("judged %d times, want 2: when it was opened, and when typing ended", got)
		}
		e.Leave()
		synctest.Wait()
	})
}

// While the first text is being judged it changes: that it is dropped is told by its context, and what came of it by
// nobody.
func TestWhatCameOfAnOlderTextIsDropped(t *testing.T) {
	s := plain()
	judge := s.Judge
	started, dropped := make(chan struct{}), make(chan error, 1)
	s.Judge = func(ctx context.Context, artifact string, text []byte) (finding.Report, error) {
		if string(text) == "old x" {
			close(started)
			<-ctx.Done()
			dropped <- ctx.Err()
		}
		return judge(ctx, artifact, text)
	}
	e := begin(t, s)
	e.Open(uri, "old x")
	<-started
	e.Open("file:///b.yaml", "x")
	e.Change(uri, 2, "x")
	got := map[string]bool{told(e.Diagnostics()): true, told(e.Diagnostics()): true}
	want := map[string]bool{"file:///a.yaml@2 [0:0-0:1 2 x: an x]": true, "file:///b.yaml@1 [0:0-0:1 2 x: an x]": true}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("diagnostics (-want +got):\n%s", diff)
	}
	if err := <-dropped; !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v, want it cancelled", err)
	}
}

// While one text is being judged others wait. One that changes meanwhile is judged once, as it is in the end, and one
// that is closed not at all.
func TestWhatWaitsIsJudgedAsItIsInTheEnd(t *testing.T) {
	s := plain()
	judge := s.Judge
	started, release := make(chan struct{}), make(chan struct{})
	var judged []string // by one at a time
	s.Judge = func(ctx context.Context, artifact string, text []byte) (finding.Report, error) {
		judged = append(judged, artifact+" "+string(text))
		if artifact == "/a.yaml" {
			close(started)
			<-release
		}
		return judge(ctx, artifact, text)
	}
	e := begin(t, s)
	e.Open(uri, "")
	<-started
	e.Open("file:///b.yaml", "old")
	e.Open("file:///c.yaml", "x")
	e.Ask(1, "nothing", nil)
	e.Next() // so that both are known, and with no delay wait in the queue
	e.Change("file:///b.yaml", 2, "x")
	e.Notify("textDocument/didClose", lsptest.About("file:///c.yaml", nil))
	wantTold(t, e.Diagnostics(), "file:///c.yaml@1 []")
	close(release)
	wantTold(t, e.Diagnostics(), "file:///a.yaml@1 []")
	wantTold(t, e.Diagnostics(), "file:///b.yaml@2 [0:0-0:1 2 x: an x]")
	if diff := cmp.Diff([]string{"/a.yaml ", "/b.yaml x"}, judged); diff != "" {
		t.Errorf("judged (-want +got):\n%s", diff)
	}
}

func TestPartsOfATextAreNotTaken(t *testing.T) {
	s := plain()
	logged := make(chan string, 1)
	s.Log = func(message string) { logged <- message }
	e := begin(t, s)
	e.Open(uri, "x")
	e.Diagnostics()
	e.Notify("textDocument/didChange", lsptest.About(uri, map[string]any{"contentChanges": []any{map[string]any{
		"text": "", "range": map[string]any{"start": map[string]any{"line": 0, "character": 0}, "end": map[string]any{"line": 0, "character": 1}},
	}}}))
	if got, want := <-logged, "the editor changes parts of a text, which this server does not take"; got != want {
		t.Errorf("logged %q, want %q", got, want)
	}
}

func TestWhatCannotBeAcceptedIsNotOffered(t *testing.T) {
	s := plain()
	s.Accept = func(string, []byte, finding.Finding) (source.Position, string, error) {
		return source.Position{}, "", errors.New("no place")
	}
	e := begin(t, s)
	e.Open(uri, "x")
	e.Diagnostics()
	e.Ask(1, "textDocument/codeAction", lsptest.About(uri, nil))
	if m := e.Next(); string(m.Result) != "[]" {
		t.Errorf("got %s, want no action", m.Result)
	}
}

func TestSavingJudgesAllAgain(t *testing.T) {
	s := plain()
	var allowed atomic.Bool
	judge := s.Judge
	s.Judge = func(ctx context.Context, artifact string, text []byte) (finding.Report, error) {
		if allowed.Load() {
			return finding.Report{}, nil
		}
		return judge(ctx, artifact, text)
	}
	e := begin(t, s)
	e.Open(uri, "x")
	e.Diagnostics()
	allowed.Store(true)
	for _, method := range []string{"textDocument/didSave", "workspace/didChangeWatchedFiles"} {
		e.Notify(method, map[string]any{"textDocument": map[string]any{"uri": "file:///.iamlint.yaml"}, "changes": []any{}})
		wantTold(t, e.Diagnostics(), "file:///a.yaml@1 []")
	}
}

func TestAPanicOrAnErrorEndsNothing(t *testing.T) {
	s := plain()
	judge := s.Judge
	s.Judge = func(ctx context.Context, artifact string, text []byte) (finding.Report, error) {
		switch string(text) {
		case "panic":
			panic("at the disco")
		case "error":
			return finding.Report{}, errors.New("c.yaml:1:1: wrong")
		}
		return judge(ctx, artifact, text)
	}
	s.Explain = func(context.Context, string) (string, error) { panic("again") }
	e := begin(t, s)
	e.Open(uri, "panic")
	wantTold(t, e.Diagnostics(), "file:///a.yaml@1 [0:0-0:0 1 : internal error: at the disco; please report it at https://github.com/iamlint/iamlint/issues]")
	e.Change(uri, 2, "error")
	wantTold(t, e.Diagnostics(), "file:///a.yaml@2 [0:0-0:0 1 : c.yaml:1:1: wrong]")
	e.Change(uri, 3, "x")
	wantTold(t, e.Diagnostics(), "file:///a.yaml@3 [0:0-0:1 2 x: an x]")
	e.Ask(1, "textDocument/hover", lsptest.About(uri, nil))
	wantFault(t, e.Next(), "1", -32603)
	e.Ask(2, "shutdown", nil)
	if m := e.Next(); string(m.ID) != "2" || string(m.Result) != "null" {
		t.Errorf("shutdown: got answer %s with %s, want 2 with null", m.ID, m.Result)
	}
}

func TestHoverShowsThePageOfTheRule(t *testing.T) {
	e := begin(t, plain())
	e.Open(uri, "a x b")
	e.Diagnostics()
	at := func(character int) map[string]any {
		return lsptest.About(uri, map[string]any{"position": map[string]any{"line": 0, "character": character}})
	}
	e.Ask("one", "textDocument/hover", at(2))
	want := `{"contents":{"kind":"markdown","value":"# x"},"range":{"start":{"line":0,"character":2},"end":{"line":0,"character":3}}}`
	if m := e.Next(); string(m.Result) != want || string(m.ID) != `"one"` {
		t.Errorf("got answer %s with %s, want %s", m.ID, m.Result, want)
	}
	e.Ask(2, "textDocument/hover", at(0))
	if m := e.Next(); string(m.Result) != "null" {
		t.Errorf("got %s, want null where nothing was found", m.Result)
	}
}

func TestCodeActionsAcceptWhatIsFound(t *testing.T) {
	e := begin(t, plain())
	e.Open(uri, "a x b")
	e.Diagnostics()
	ask := func(from, to int, only ...string) string {
		span := map[string]any{"start": map[string]any{"line": 0, "character": from}, "end": map[string]any{"line": 0, "character": to}}
		e.Ask(from, "textDocument/codeAction", lsptest.About(uri, map[string]any{"range": span, "context": map[string]any{"diagnostics": []any{}, "only": only}}))
		return string(e.Next().Result)
	}
	var actions []struct {
		Title, Kind string
		Diagnostics []lsptest.Diagnostic
		Edit        struct {
			Changes map[string][]struct {
				Range   lsptest.Range
				NewText string
			}
		}
	}
	if err := json.Unmarshal([]byte(ask(0, 5)), &actions); err != nil {
		t.Fatal(err)
	}
	if len(actions) != 1 || actions[0].Title != "Accept x here, for a reason to write" || actions[0].Kind != "quickfix" || actions[0].Diagnostics[0].Code != "x" {
		t.Fatalf("got %v, want one quick fix for x", actions)
	}
	if edits := actions[0].Edit.Changes[uri]; len(edits) != 1 || edits[0].Range.String() != "0:0-0:0" || edits[0].NewText != "# fine\n" {
		t.Errorf("got edits %v, want an insertion at the beginning", edits)
	}
	for name, got := range map[string]string{"elsewhere": ask(4, 5), "of another kind": ask(2, 3, "refactor")} {
		if got != "[]" {
			t.Errorf("%s: got %s, want none", name, got)
		}
	}
	if got := ask(2, 3, "refactor", "quickfix"); got == "[]" {
		t.Error("got none, want the quick fix that was asked for among others")
	}
}

func TestARequestCanBeCancelled(t *testing.T) {
	s := plain()
	s.Explain = func(ctx context.Context, _ string) (string, error) {
		<-ctx.Done()
		return "", ctx.Err()
	}
	e := begin(t, s)
	e.Open(uri, "x")
	e.Diagnostics()
	e.Notify("$/cancelRequest", map[string]any{"id": 7}) // of which nobody knows
	e.Ask(7, "textDocument/hover", lsptest.About(uri, nil))
	e.Ask(8, "nothing", nil)
	wantFault(t, e.Next(), "8", -32601) // while the other is waited for
	e.Notify("$/cancelRequest", map[string]any{"id": 7})
	wantFault(t, e.Next(), "7", -32800)
}

func TestTheOrderOfALifeIsKept(t *testing.T) {
	e, ended := start(t, plain())
	e.Open(uri, "x") // too early, and no request: it is let be
	e.Ask(1, "textDocument/hover", lsptest.About(uri, nil))
	wantFault(t, e.Next(), "1", -32002)
	e.Initialize()
	e.Ask(2, "initialize", map[string]any{})
	wantFault(t, e.Next(), "2", -32600)
	e.Ask(3, "textDocument/hover", lsptest.About(uri, nil))
	if m := e.Next(); string(m.Result) != "null" {
		t.Errorf("got %s, want null: nothing is open", m.Result)
	}
	e.Notify("$/unknown", nil)
	e.Ask(4, "shutdown", nil)
	e.Next()
	e.Open(uri, "x") // too late
	e.Ask(5, "textDocument/hover", lsptest.About(uri, nil))
	wantFault(t, e.Next(), "5", -32600)
	e.Notify("exit", nil)
	e.Ended()
	if got := <-ended; !got.clean || got.err != nil {
		t.Errorf("got %v, want a clean end", got)
	}
}

func TestAnEditorThatJustGoes(t *testing.T) {
	for name, leave := range map[string]func(*lsptest.Editor){
		"by-exit": func(e *lsptest.Editor) { e.Notify("exit", nil) },
		"at-once": func(e *lsptest.Editor) { e.Leave() },
	} {
		t.Run(name, func(t *testing.T) {
			e, ended := start(t, plain())
			e.Initialize()
			leave(e)
			e.Ended()
			if got := <-ended; got.clean || got.err != nil {
				t.Errorf("got %v, want an end that is not clean, without an error", got)
			}
		})
	}
}

func TestAMalformedMessageIsRefused(t *testing.T) {
	e := begin(t, plain())
	e.Say(`{"id":1,`)
	wantFault(t, e.Next(), "null", -32700)
	e.Say(`[]`)
	wantFault(t, e.Next(), "null", -32600)
	e.Say(`{"id":1,"method":"textDocument/hover","params":{"position":[]}}`)
	wantFault(t, e.Next(), "1", -32602)
	e.Say(`{"method":"textDocument/didOpen","params":{"textDocument":1}}`)
	e.Say(`{"method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///no.yaml"},"contentChanges":[{"text":"x"}]}}`)
	e.Open(uri, "x")
	wantTold(t, e.Diagnostics(), "file:///a.yaml@1 [0:0-0:1 2 x: an x]")
}

func TestAMessageWithoutAnEndEndsTheServer(t *testing.T) {
	for _, header := range []string{"Content-Length: no\r\n\r\n", "Content-Length: 999999999999\r\n\r\n", "\r\n", "Content-Length: -5\r\n\r\n"} {
		e, ended := start(t, plain())
		e.Initialize()
		e.Write(header)
		wantFault(t, e.Next(), "null", -32700)
		e.Ended()
		if got := <-ended; got.clean || got.err == nil {
			t.Errorf("%q: got %v, want an error", header, got)
		}
	}
}

func TestAnEditorThatDoesNotListenEndsTheServer(t *testing.T) {
	in, toServer := io.Pipe()
	fromServer, out := io.Pipe()
	fromServer.Close()                                                                             //nolint:errcheck // never fails
	go io.WriteString(toServer, "Content-Length: 34\r\n\r\n"+`{"id":1,"method":"x","params":{} }`) //nolint:errcheck // read in part
	_, err := plain().Run(t.Context(), in, out)
	if err == nil || !strings.HasPrefix(err.Error(), "answer the editor: ") {
		t.Errorf("got error %v, want that the editor can't be answered", err)
	}
}

func TestAnInterruptedServerEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	in, _ := io.Pipe()
	cancel()
	if _, err := plain().Run(ctx, in, io.Discard); !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v, want that of the context", err)
	}
}
