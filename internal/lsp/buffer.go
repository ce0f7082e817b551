package lsp

import (
	"context"
	"slices"
	"time"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/source"
)

// buffer is an artifact as the editor has it open.
type buffer struct {
	uri, artifact string
	version       int // as the editor counts
	serial        int // of its latest change
	text          string
	page          *page
	timer         *time.Timer
	report        *finding.Report // on the text as it is; nil until it is judged
}

func (c *connection) open(ctx context.Context, d textDocument) {
	c.close(d.URI)
	b := &buffer{uri: d.URI, artifact: artifactOf(d.URI)}
	c.buffers[d.URI] = b
	b.set(d.Text, d.Version)
	c.schedule(ctx, b, 0)
}

func (c *connection) change(ctx context.Context, params documentParams) {
	b := c.buffers[params.TextDocument.URI]
	if b == nil || len(params.Changes) == 0 {
		return
	}
	last := params.Changes[len(params.Changes)-1]
	if last.Range != nil {
		c.Log("the editor changes parts of a text, which this server does not take")
		return
	}
	b.set(last.Text, params.TextDocument.Version)
	c.schedule(ctx, b, c.Delay)
}

func (b *buffer) set(text string, version int) {
	b.text, b.version, b.page = text, version, newPage(text)
}

func (c *connection) close(uri string) {
	b := c.buffers[uri]
	if b == nil {
		return
	}
	b.timer.Stop()
	delete(c.buffers, uri)
	c.drop(b)
	c.publish(b, []diagnostic{})
}

func (c *connection) judgeAll(ctx context.Context) {
	for _, b := range c.buffers {
		c.schedule(ctx, b, 0)
	}
}

// schedule has a buffer judged when it has rested for a while. What is being found out of it as it was is dropped.
func (c *connection) schedule(ctx context.Context, b *buffer, delay time.Duration) {
	if b.timer != nil {
		b.timer.Stop()
	}
	c.drop(b)
	c.serial++
	serial := c.serial
	b.serial, b.report = serial, nil
	b.timer = time.AfterFunc(delay, func() {
		c.post(func() {
			if c.current(b, serial) {
				c.queue = append(c.queue, b)
				c.judgeNext(ctx)
			}
		})
	})
}

// current tells whether a buffer is open, and has not changed since.
func (c *connection) current(b *buffer, serial int) bool {
	return c.buffers[b.uri] == b && b.serial == serial
}

// drop takes a buffer out of the queue, and ends its being judged.
func (c *connection) drop(b *buffer) {
	c.queue = slices.DeleteFunc(c.queue, func(queued *buffer) bool { return queued == b })
	if c.judging == b {
		c.stop()
	}
}

// judgeNext has the next buffer of the queue judged, unless one is being judged.
func (c *connection) judgeNext(ctx context.Context) {
	if c.judging != nil || len(c.queue) == 0 {
		return
	}
	b := c.queue[0]
	c.queue = c.queue[1:]
	c.judging = b
	own, stop := context.WithCancel(ctx)
	c.stop = stop
	go func(artifact string, text []byte, serial int) {
		r, err := guarded(c.Log, func() (finding.Report, error) { return c.Judge(own, artifact, text) })
		c.post(func() {
			stop()
			c.judging = nil
			if c.current(b, serial) {
				c.judged(b, r, err)
			}
			c.judgeNext(ctx)
		})
	}(b.artifact, []byte(b.text), b.serial)
}

// judged keeps a report and tells the editor what is in it.
func (c *connection) judged(b *buffer, r finding.Report, err error) {
	if err != nil {
		at := source.Location{Artifact: b.artifact}
		r = finding.Report{Notices: []finding.Notice{{Failure: true, Message: err.Error(), At: at}}}
	}
	b.report = &r
	c.publish(b, c.diagnose(b))
}

func (c *connection) publish(b *buffer, found []diagnostic) {
	c.send(notification{rpcVersion, "textDocument/publishDiagnostics", diagnostics{b.uri, b.version, found}})
}
