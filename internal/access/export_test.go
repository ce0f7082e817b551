package access

// BeyondWithin is Beyond with so many requests at most.
func (p *Principal) BeyondWithin(other *Principal, arn string, most int) (more []Excess, doubts []Doubt) {
	return p.beyond(other, arn, nil, most)
}
