package gen

// ReadWith is Read with other exceptions than the reviewed ones.
func ReadWith(tarball []byte, exceptions []Override) (*Reference, error) {
	return read(tarball, nil, exceptions)
}

// ReadAdding is Read with one addition and no exceptions.
func ReadAdding(tarball []byte, extra Addition) (*Reference, error) {
	return read(tarball, []Addition{extra}, nil)
}
