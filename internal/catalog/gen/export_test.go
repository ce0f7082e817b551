package gen

// ReadWith is Read with other exceptions than the reviewed ones.
func ReadWith(tarball []byte, exceptions []Override) (*Reference, error) {
	return read(tarball, nil, exceptions)
}

// ReadAdding is Read with one addition and no exceptions.
func ReadAdding(tarball []byte, extra Addition) (*Reference, error) {
	return read(tarball, []Addition{extra}, nil)
}

// MakeTemplateTypesWith is MakeTemplateTypes with other exceptions than the reviewed ones.
func MakeTemplateTypesWith(schemas *Schemas, spelt map[string]string, arns []ARNOverride, names []NameOverride) (*TemplateTypes, error) {
	return makeTemplateTypes(schemas, spelt, arns, names)
}
