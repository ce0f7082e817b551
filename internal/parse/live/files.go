package live

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// File is one role, user, group or policy as a file: the page of an account that
// has nothing else, in the AWS CLI's form, documents decoded.
type File struct {
	Name    string // relative, with slashes: "111122223333/roles/app/Worker.json"
	Content []byte
}

// Folders are where the files are, below the account's number.
var Folders = []string{"roles", "users", "groups", "policies", "aws-policies", "usage"}

// files makes a file of everything that is somebody's to mend, or that others are
// judged by: not of service-linked roles.
func (c *contents) files(account string) (files []File, err error) {
	add := func(list, folder, arn string, entry any) {
		content, failed := page(list, entry)
		if failed != nil {
			err = cmp.Or(err, fmt.Errorf("write down %s: %w", arn, failed))
			return
		}
		_, name, _ := strings.Cut(arn, "/")
		files = append(files, File{Name: account + "/" + folder + "/" + fileName(name) + ".json", Content: content})
	}
	for _, r := range c.roles {
		if !isLinked(aws.ToString(r.Path)) {
			add("RoleDetailList", "roles", aws.ToString(r.Arn), r)
		}
	}
	for _, u := range c.users {
		add("UserDetailList", "users", aws.ToString(u.Arn), u)
	}
	for _, g := range c.groups {
		add("GroupDetailList", "groups", aws.ToString(g.Arn), g)
	}
	for _, p := range c.policies {
		folder := "policies"
		if strings.Contains(aws.ToString(p.Arn), ":iam::aws:") {
			folder = "aws-policies"
		}
		add("Policies", folder, aws.ToString(p.Arn), p)
	}
	for _, u := range c.usages {
		kind, _, _ := strings.Cut(u.Arn[strings.LastIndex(u.Arn, ":")+1:], "/") // "role"
		add(usagePage, "usage/"+kind+"s", u.Arn, u)
	}
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Name, b.Name) })
	return files, err
}

// fileName is a name of IAM with its path as a relative path. Paths may hold any
// visible character, of which file systems refuse some, and some lead elsewhere.
func fileName(name string) string {
	parts := strings.Split(name, "/")
	for i, part := range parts {
		var b strings.Builder
		for _, c := range []byte(part) {
			if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("+=,.@-_", c) >= 0 {
				b.WriteByte(c)
			} else {
				fmt.Fprintf(&b, "%%%02X", c)
			}
		}
		if part = b.String(); strings.Trim(part, ".") == "" {
			part = strings.ReplaceAll(part, ".", "%2E")
		}
		parts[i] = part
	}
	return strings.Join(parts, "/")
}

// page is an entry of a list as a page by itself.
func page(list string, entry any) ([]byte, error) {
	flat, err := json.Marshal(entry)
	if err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(flat))
	decoder.UseNumber()
	var fields map[string]any
	if err = decoder.Decode(&fields); err != nil {
		return nil, err
	}
	return pretty(map[string]any{list: []any{readable(fields)}})
}

// readable drops what is empty and decodes policy documents.
func readable(value any) any {
	switch value := value.(type) {
	case map[string]any:
		for name, field := range value {
			text, isText := field.(string)
			switch {
			case field == nil:
				delete(value, name)
			case isText && (name == "Document" || strings.HasSuffix(name, "PolicyDocument")):
				value[name] = decoded(text)
			default:
				value[name] = readable(field)
			}
		}
	case []any:
		for i, item := range value {
			value[i] = readable(item)
		}
	}
	return value
}

// decoded is the JSON of a policy document. IAM percent-encodes it; a plus sign in
// it is a plus sign. What is no JSON stays text, which the reader then tells of.
func decoded(text string) any {
	if !strings.HasPrefix(strings.TrimSpace(text), "{") {
		if plain, err := url.PathUnescape(text); err == nil {
			text = plain
		}
	}
	if json.Valid([]byte(text)) {
		return json.RawMessage(text)
	}
	return text
}
