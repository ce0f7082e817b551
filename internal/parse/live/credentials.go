package live

import (
	"strings"
	"time"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/policy"
)

// rootUser is what the credential report calls the root user.
const rootUser = "<root_account>"

// credentialReport reads with what each user signs in, and when that was used. What its columns hold is told at
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html.
func (r *reader) credentialReport(account *policy.Account, lines *node.Node) {
	if lines == nil {
		return
	}
	account.Passwords = 0
	for _, line := range lines.Items {
		record := r.records[text(line.Get("arn"))]
		if text(line.Get("user")) == rootUser {
			record = r.rootRecord(line)
		}
		if record == nil {
			continue // made or deleted between the two reads
		}
		record.Credentials, record.MFA = nil, policy.MFAUnknown
		if enabled(line, "password_enabled") {
			account.Passwords++
		}
		r.password(record, line)
		r.keys(record, line)
		r.signedIn(record, line)
	}
}

func (r *reader) password(record *policy.Record, line *node.Node) {
	has := enabled(line, "password_enabled")
	if has {
		r.credential(record, line, policy.Credential{Kind: policy.Password, Name: "password"}, "password_last_changed", "password_last_used")
	}
	if !has && (record.Kind != policy.Root || !r.rootHasPassword()) {
		return
	}
	record.MFA = policy.MFAMissing
	if enabled(line, "mfa_active") {
		record.MFA = policy.MFAActive
	}
}

func (r *reader) keys(record *policy.Record, line *node.Node) {
	for _, number := range []string{"1", "2"} {
		if key := "access_key_" + number; enabled(line, key+"_active") {
			r.credential(record, line, policy.Credential{Kind: policy.AccessKey, Name: "access key " + number}, key+"_last_rotated", key+"_last_used_date")
		}
		if enabled(line, "cert_"+number+"_active") {
			r.credential(record, line, policy.Credential{Kind: policy.Certificate, Name: "signing certificate " + number}, "cert_"+number+"_last_rotated", "")
		}
	}
}

// rootHasPassword tells whether the root user may sign in: where an organization took its password away it can't.
func (r *reader) rootHasPassword() bool {
	present, told := r.summary["AccountPasswordPresent"]
	return !told || present > 0
}

func enabled(line *node.Node, column string) bool {
	return strings.EqualFold(text(line.Get(column)), "true")
}

// credential adds an active one.
func (r *reader) credential(record *policy.Record, line *node.Node, c policy.Credential, changed, used string) {
	at := line.Get(changed)
	c.At, c.Active = placeOf(at, line.At), true
	c.Age = r.days(timeOf(at))
	c.Idle = policy.Unrecorded
	if used != "" {
		last := timeOf(line.Get(used))
		c.Used, c.Idle = day(last), r.days(last)
		if last.IsZero() {
			c.Idle = c.Age // never since it was made or changed
		}
	}
	record.Credentials = append(record.Credentials, c)
}

// signedIn notes when a user last signed in, by whatever means. Uses before its credentials were changed count, too.
func (r *reader) signedIn(record *policy.Record, line *node.Node) {
	var last time.Time
	for _, column := range []string{"password_last_used", "access_key_1_last_used_date", "access_key_2_last_used_date"} {
		last = later(last, timeOf(line.Get(column)))
	}
	record.Used, record.Idle = day(last), r.days(last)
	if record.Age < 0 {
		record.Age = r.days(timeOf(line.Get("user_creation_time")))
	}
	if last.IsZero() {
		record.Idle = record.Age
	}
}
