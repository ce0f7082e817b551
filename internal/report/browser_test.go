package report

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// browserEnv makes tests fail that would be skipped for want of a browser, when it is "required".
const browserEnv = "IAMLINT_BROWSER"

// browser is a headless Chromium, spoken to in the DevTools protocol over a pipe
// (https://chromedevtools.github.io/devtools-protocol/).
type browser struct {
	t       *testing.T
	out     *os.File
	session string

	mu      sync.Mutex
	last    int
	replies map[int]chan reply
	loaded  chan struct{}
	asked   []string // the addresses that the page asked for
	errors  []string // what the console says went wrong
}

type reply struct {
	Result json.RawMessage `json:"result"`
	Error  *struct {
		Message string `json:"message"`
	} `json:"error"`
}

func newBrowser(t *testing.T) *browser {
	t.Helper()
	path := findBrowser(t)
	toThem, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	in, fromThem, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	home, err := os.MkdirTemp("", "iamlint-browser") //nolint:usetesting // that of the test fails when the browser still writes while it ends
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--remote-debugging-pipe",
		"--user-data-dir="+home, "about:blank")
	cmd.ExtraFiles = []*os.File{toThem, fromThem}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	closeAll(t, toThem, fromThem)
	b := &browser{t: t, out: out, replies: map[int]chan reply{}, loaded: make(chan struct{}, 8)}
	go b.listen(in)
	t.Cleanup(func() {
		closeAll(t, out)
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		closeAll(t, in)
		_ = os.RemoveAll(home)
	})
	b.attach()
	return b
}

func closeAll(t *testing.T, files ...*os.File) {
	t.Helper()
	for _, f := range files {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}
}

func findBrowser(t *testing.T) string {
	t.Helper()
	reason := "the pipe that the browser is spoken to through does not work on Windows"
	if runtime.GOOS != "windows" {
		names := []string{"chromium", "chromium-browser", "google-chrome"}
		for _, name := range names {
			if path, err := exec.LookPath(name); err == nil {
				return path
			}
		}
		reason = fmt.Sprintf("none of %q is on PATH", names)
	}
	if os.Getenv(browserEnv) == "required" {
		t.Fatal(reason)
	}
	t.Skip(reason)
	return ""
}

func (b *browser) attach() {
	b.t.Helper()
	var target struct{ TargetID string }
	b.call("Target.createTarget", map[string]any{"url": "about:blank"}, &target)
	var attached struct{ SessionID string }
	b.call("Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}, &attached)
	b.session = attached.SessionID
	for _, domain := range []string{"Page", "Runtime", "Network", "Log"} {
		b.call(domain+".enable", nil, nil)
	}
	b.call("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": `
		window.violations = [];
		addEventListener("securitypolicyviolation", e => violations.push(e.violatedDirective + " " + e.blockedURI), true);
		for (const name of ["alert", "confirm", "prompt"]) window[name] = () => violations.push(name);`}, nil)
}

// listen takes what the browser says, until it ends.
func (b *browser) listen(in *os.File) {
	reader := bufio.NewReader(in)
	for {
		text, err := reader.ReadBytes(0)
		if err != nil {
			return
		}
		var message struct {
			reply
			ID     int             `json:"id"`
			Method string          `json:"method"`
			Params json.RawMessage `json:"params"`
		}
		if json.Unmarshal(bytes.TrimSuffix(text, []byte{0}), &message) != nil {
			continue
		}
		b.mu.Lock()
		if waiting, ok := b.replies[message.ID]; ok && message.Method == "" {
			waiting <- message.reply
			delete(b.replies, message.ID)
		}
		b.event(message.Method, message.Params)
		b.mu.Unlock()
	}
}

func (b *browser) event(method string, params json.RawMessage) {
	switch method {
	case "Page.loadEventFired":
		b.loaded <- struct{}{}
	case "Network.requestWillBeSent":
		var sent struct {
			Request struct{ URL string }
		}
		_ = json.Unmarshal(params, &sent)
		b.asked = append(b.asked, sent.Request.URL)
	case "Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled":
		b.errors = append(b.errors, string(params))
	}
}

// call calls a method and waits for its result.
func (b *browser) call(method string, params map[string]any, result any) {
	b.t.Helper()
	waiting := make(chan reply, 1)
	b.mu.Lock()
	b.last++
	id := b.last
	b.replies[id] = waiting
	b.mu.Unlock()
	if params == nil {
		params = map[string]any{}
	}
	message := map[string]any{"id": id, "method": method, "params": params}
	if b.session != "" {
		message["sessionId"] = b.session
	}
	text, err := json.Marshal(message)
	if err != nil {
		b.t.Fatal(err)
	}
	if _, err := b.out.Write(append(text, 0)); err != nil {
		b.t.Fatalf("%s: %v", method, err)
	}
	select {
	case r := <-waiting:
		if r.Error != nil {
			b.t.Fatalf("%s: %s", method, r.Error.Message)
		}
		if result == nil {
			return
		}
		if err := json.Unmarshal(r.Result, result); err != nil {
			b.t.Fatalf("%s: %v", method, err)
		}
	case <-time.After(time.Minute):
		b.t.Fatalf("%s: no answer within a minute", method)
	}
}

// open shows a page. width is that of the window, in CSS pixels.
func (b *browser) open(page string, width int) {
	b.t.Helper()
	path := filepath.Join(b.t.TempDir(), "report.html")
	if err := os.WriteFile(path, []byte(page), 0o600); err != nil {
		b.t.Fatal(err)
	}
	b.mu.Lock()
	b.asked, b.errors = nil, nil
	b.mu.Unlock()
	b.call("Emulation.setDeviceMetricsOverride", map[string]any{"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false}, nil)
	address := url.URL{Scheme: "file", Path: path}
	b.call("Page.navigate", map[string]any{"url": address.String()}, nil)
	select {
	case <-b.loaded:
	case <-time.After(time.Minute):
		b.t.Fatal("the page does not load within a minute")
	}
}

// scheme is light or dark.
func (b *browser) scheme(name string) {
	b.t.Helper()
	features := []map[string]string{{"name": "prefers-color-scheme", "value": name}}
	b.call("Emulation.setEmulatedMedia", map[string]any{"features": features}, nil)
}

// eval is the value of an expression in the page.
func (b *browser) eval(expression string, value any) {
	b.t.Helper()
	var answer struct {
		Result           struct{ Value json.RawMessage }
		ExceptionDetails json.RawMessage
	}
	b.call("Runtime.evaluate", map[string]any{"expression": expression, "returnByValue": true, "awaitPromise": true}, &answer)
	if answer.ExceptionDetails != nil {
		b.t.Fatalf("%s: %s", expression, answer.ExceptionDetails)
	}
	if err := json.Unmarshal(answer.Result.Value, value); err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
}

// press presses a key that makes no text, such as Tab.
func (b *browser) press(key string, code int) {
	b.t.Helper()
	for _, kind := range []string{"rawKeyDown", "keyUp"} {
		b.call("Input.dispatchKeyEvent", map[string]any{"type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code}, nil)
	}
	if key == "Enter" {
		b.call("Input.dispatchKeyEvent", map[string]any{"type": "char", "text": "\r"}, nil)
	}
}

// quiet fails unless the page ran without an error, a request or something that its policy forbids.
func (b *browser) quiet() {
	b.t.Helper()
	var violations []string
	b.eval("violations", &violations)
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, v := range violations {
		b.t.Errorf("the page's policy had to forbid %s", v)
	}
	for _, e := range b.errors {
		b.t.Errorf("the console says %s", e)
	}
	asked := slices.DeleteFunc(slices.Clone(b.asked), func(address string) bool { return strings.HasPrefix(address, "blob:") })
	if len(asked) != 1 || !strings.HasPrefix(asked[0], "file:") {
		b.t.Errorf("the page asked for %q, want itself alone", asked)
	}
}
