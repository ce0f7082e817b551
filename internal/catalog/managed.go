package catalog

import (
	_ "embed" // for the managed policies
	"fmt"
	"iter"
	"sort"
	"strconv"
	"strings"
	"time"
)

// The sections of managed.bin.
//
//	policies  name text, path text, version u16, day of the last change since
//	          1970 u16, block u16, offset in the unpacked block u32, length u32;
//	          in order of names
//	starts    of each block after the first byte of blocks, u32; one more ends the last
//	blocks    the documents, in about 32 parts of equal size, each gzip
const (
	policiesSection = iota
	startsSection
	blocksSection
)

// Sizes of the records in bytes.
const (
	managedSize = 22
	startSize   = 4
)

//go:embed managed.bin
var embeddedManaged file

// ManagedPolicy is a managed policy of AWS, in the version that was its default
// one on the day of the data.
type ManagedPolicy struct{ index uint16 }

func (m ManagedPolicy) at() int { return managed.at(policiesSection, managedSize, int(m.index)) }

// Name is the name without path: "AWSLambdaBasicExecutionRole".
func (m ManagedPolicy) Name() string { return managed.text(m.at()) }

// Path is what stands between policy and the name in the ARN, with a slash on
// either side: "/service-role/", or "/".
func (m ManagedPolicy) Path() string { return managed.text(m.at() + 4) }

// ARN is the ARN in a partition: "aws", "aws-cn", "aws-us-gov", or a text that
// stands for one. Not every policy is there in every partition.
func (m ManagedPolicy) ARN(partition string) string {
	return "arn:" + partition + managedOwner + m.Path()[1:] + m.Name()
}

// Version is the version of the policy: "v12".
func (m ManagedPolicy) Version() string { return "v" + strconv.Itoa(managed.u16(m.at()+8)) }

// Updated is the day on which AWS last changed the policy, as YYYY-MM-DD in UTC.
func (m ManagedPolicy) Updated() string {
	const day = 24 * 60 * 60
	return time.Unix(day*int64(managed.u16(m.at()+10)), 0).UTC().Format(time.DateOnly)
}

// Document is the policy document as compact JSON, its keys and statements in
// the order of the source. Each call unpacks it anew. It fails only where the
// data is broken.
func (m ManagedPolicy) Document() ([]byte, error) {
	start := managed.u32(managed.at(startsSection, startSize, managed.u16(m.at()+12)))
	document, err := managed.unpack(managed.start(blocksSection)+start, managed.u32(m.at()+14), managed.u32(m.at()+18))
	if err != nil {
		return nil, fmt.Errorf("unpack managed policy %s: %w", m.Name(), err)
	}
	return document, nil
}

func managedCount() int { return managed.count(policiesSection, managedSize) }

// ManagedPolicies yields every managed policy in order of names.
func ManagedPolicies() iter.Seq[ManagedPolicy] {
	return span(0, managedCount(), func(i int) ManagedPolicy { return ManagedPolicy{index: uint16(i)} })
}

// managedOwner is what stands between partition and path in the ARN of a managed policy.
const managedOwner = ":iam::aws:policy/"

// FindManagedPolicy finds a managed policy by its whole ARN in any partition,
// also ${AWS::Partition}; by path and name ("service-role/AmazonEC2RoleforSSM");
// or by the bare name. Names are told apart by case, as IAM does.
func FindManagedPolicy(arnOrName string) (ManagedPolicy, bool) {
	name, isARN := ManagedPath(arnOrName)
	slash := strings.LastIndexByte(name, '/')
	policy, ok := findManaged(name[slash+1:])
	if !ok {
		return ManagedPolicy{}, false
	}
	path := name[:slash+1]
	switch {
	case isARN:
		ok = policy.Path() == "/"+path
	case slash >= 0:
		ok = policy.Path() == path || policy.Path() == "/"+path
	}
	return policy, ok
}

// ManagedPath is what stands after policy/ in the ARN of a managed policy, its path
// and name: "service-role/AmazonEC2RoleforSSM". It is the whole text if that is no
// such ARN.
func ManagedPath(text string) (path string, isARN bool) {
	rest, ok := strings.CutPrefix(text, "arn:")
	if !ok {
		return text, false
	}
	partition, path, ok := strings.Cut(rest, managedOwner)
	if !ok || partition == "" || strings.Contains(partition, ":") && partition != "${AWS::Partition}" {
		return text, false
	}
	return path, true
}

func findManaged(name string) (ManagedPolicy, bool) {
	i, ok := sort.Find(managedCount(), func(i int) int {
		return strings.Compare(name, ManagedPolicy{index: uint16(i)}.Name())
	})
	return ManagedPolicy{index: uint16(i)}, ok
}

// SuggestManagedPolicy returns the managed policy that was probably meant by an
// ARN, a path with a name or a name that FindManagedPolicy does not find: the one
// of that name under another path ("policy/AWSLambdaBasicExecutionRole" lacks
// service-role/) or in other case, or the only one that is a slip of the pen
// away. It suggests nothing for the ARN of a policy of somebody's own.
func SuggestManagedPolicy(arnOrPath string) (ManagedPolicy, bool) {
	if strings.HasPrefix(arnOrPath, "arn:") {
		_, owner, _ := strings.Cut(arnOrPath, ":iam:")
		if !strings.HasPrefix(strings.TrimLeft(owner, ":"), "aws:") {
			return ManagedPolicy{}, false
		}
	}
	name := arnOrPath[strings.LastIndexAny(arnOrPath, "/:")+1:]
	if policy, ok := findManaged(name); ok {
		return policy, true
	}
	found := Nearest(name, each(ManagedPolicies(), ManagedPolicy.Name))
	if found == "" {
		return ManagedPolicy{}, false
	}
	return findManaged(found)
}
