package glob

import "strings"

// MeetsARN tells whether some ARN matches both patterns. It is Meets, but for wildcards that are a whole field: partition, service,
// Region and account have no colon, so that such a wildcard doesn't run over into the next field, and arn:*:ec2:*:*:instance/*
// meets no ARN of S3. Where fields are missing, as in arn:aws:lambda:*:function:f, it does.
func MeetsARN(a, b string) bool {
	const last, service = 5, 3
	for i := range last {
		x, afterX, more := strings.Cut(a, ":")
		y, afterY, moreToo := strings.Cut(b, ":")
		if !more || !moreToo || runsOver(x) || runsOver(y) || i == service && (!account(afterX) || !account(afterY)) {
			break
		}
		if !Meets(x, y) {
			return false
		}
		a, b = afterX, afterY
	}
	return Meets(a, b)
}

// runsOver tells whether a field has a * besides others, so that it is not sure where the next one begins.
func runsOver(field string) bool {
	return strings.Contains(field, "*") && strings.Trim(field, "*?") != ""
}

// account tells whether a pattern begins with a field that may be an account.
func account(pattern string) bool {
	field, _, more := strings.Cut(pattern, ":")
	return more && (field == "aws" || !strings.ContainsAny(strings.ToLower(field), "abcdefghijklmnopqrstuvwxyz/"))
}
