package cli

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// soundYAML is a template that is broken below, in one way or another.
const soundYAML = `AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Name: {Type: String}
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      RoleName: !Ref Name
      Policies:
        - PolicyName: "one"
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Effect: Allow
                Action: ["s3:GetObject", "s3:PutObject"]
                Resource: '*'
`

const soundJSON = `{
  "AWSTemplateFormatVersion": "2010-09-09",
  "Resources": {
    "Role": {
      "Type": "AWS::IAM::Role",
      "Properties": {
        "Policies": [
          {"PolicyName": "one", "PolicyDocument": {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "*"}
          ]}}
        ]
      }
    }
  }
}
`

// brokenLines are lines that make YAML malformed wherever they stand between the lines of a map.
var brokenLines = []string{
	"\ta: b", "a: b: c", "a: [b", "a: {b: c", `a: "b`, "a: 'b", "a: *nowhere", "a: @b", "a: `b`", `a: "\q"`, "a: ]", "a: }", "a: %b", "a: \x01", "a: \xff", "a: &x *x", "- a", "a: \"b\" c", "a: [b,, c}", "a: !<b c", ": : :\n- x",
	"a: &a {<<: 1}", "a: >9x\n", "a: |-1x\n", "? [a: b", "a: \x00", "a: \x7f", `a: "\x4"`, `a: "\u12"`,
}

// brokenText is what makes JSON malformed, in place of what stands there.
var brokenText = [][2]string{
	{`": {`, `" {`},
	{`": `, `"; `},
	{`",`, `"`},
	{`{"`, `{'`},
	{`"*"`, `'*'`},
	{`"*"`, "*"},
	{`"*"`, "\"\n*\""},
	{`"*"`, `"\*"`},
	{`"*"`, `"\u12"`},
	{`"*"`, "01"},
	{`"*"`, "1."},
	{`"*"`, ".5"},
	{`"*"`, "+1"},
	{`"*"`, "NaN"},
	{`"*"`, "undefined"},
	{`"*"`, "True"},
	{`"*"`, "\"\x01\""},
	{`"*"`, "\"\xff\""},
	{`"*"`, "1e"},
	{`"*"`, "--1"},
	{`"*"`, ""},
	{`"*"`, "/* all */ \"*\""},
	{`"*"`, `"*" // all`},
	{`"*"`, `"*", `},
	{"\n  }\n}", "\n  },\n}"},
	{"}\n          ]", "},\n          ]"},
	{`"Allow"`, `"Allow" "Deny"`},
	{`["s3:GetObject"`, `["s3:GetObject"]`},
	{"}\n", "}}\n"},
	{"}\n", "}\n]"},
	{`"one"`, `"one`},
	{`"Version"`, `Version`},
	{`[`, `(`},
	{`"Statement": [`, `"Statement": [,`},
	{`{`, `{,`},
	{"\n}\n", "\n}\n{}\n"},
	{"\n}\n", "\n}\nx\n"},
	{`"Type"`, `"Type":`},
}

// malformedFiles are templates that can't be read, by name.
func malformedFiles(n int) map[string]string {
	files := map[string]string{}
	add := func(extension, content string) { files[fmt.Sprintf("bad/%03d.%s", len(files), extension)] = content }
	lines := strings.SplitAfter(soundYAML, "\n")
	for _, line := range brokenLines {
		for _, at := range []int{1, 3, 4, 6} {
			indent := lines[at][:len(lines[at])-len(strings.TrimLeft(lines[at], " "))]
			add("yaml", strings.Join(lines[:at], "")+indent+line+"\n"+strings.Join(lines[at:], ""))
		}
	}
	for _, b := range brokenText {
		add("json", strings.Replace(soundJSON, b[0], b[1], 1))
	}
	chance := rand.New(rand.NewPCG(16, 17))
	for len(files) < n {
		end := 60 + chance.IntN(len(soundJSON)-70)
		add("json", soundJSON[:end])
	}
	return files
}

// TestEachMalformedTemplateIsToldOnce wants of every one of them a single message, which says where and why, and that the
// file beside them is judged all the same.
func TestEachMalformedTemplateIsToldOnce(t *testing.T) {
	files := malformedFiles(240)
	files["good.json"] = adminPolicy
	cwd := tree(t, files)
	code, out := checkJSON(t, cwd, ".")
	if code != exitIncomplete || !slices.ContainsFunc(out.Findings, func(f struct{ Rule, File, Message, Fingerprint string }) bool { return f.File == "good.json" }) {
		t.Errorf("got code %d and findings %v, want those of good.json", code, out.Findings)
	}
	told := map[string][]string{}
	for _, n := range out.Notices {
		if n.Level != "error" {
			continue
		}
		told[n.File] = append(told[n.File], n.Message)
		if n.Line < 1 || n.Column < 1 || n.Line > strings.Count(files[n.File], "\n")+strings.Count(files[n.File], "\r")+1 || len(n.Message) < 20 {
			t.Errorf("%s: %q at %d:%d does not say where or why:\n%s", n.File, n.Message, n.Line, n.Column, files[n.File])
		}
		if regexp.MustCompile(`goroutine|panic|internal error|\.go:|0x[0-9a-f]{6}|\n`).MatchString(n.Message) {
			t.Errorf("%s: %q is no message for people", n.File, n.Message)
		}
	}
	for name, content := range files {
		if name != "good.json" && len(told[name]) != 1 {
			t.Errorf("%s: told %q, want one message:\n%s", name, told[name], content)
		}
	}
	for name := range files {
		if times(1, 0) == 0 || name == "good.json" {
			continue
		}
		if code, _ := checkJSON(t, cwd, name, "good.json"); code != exitIncomplete {
			t.Errorf("%s: got code %d", name, code)
		}
	}
	t.Logf("%d malformed templates", len(files)-1)
}
