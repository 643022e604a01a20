package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"

	"go.yaml.in/yaml/v3"
)

// maxBytes is a hundred times the longest honest file; a larger one is
// somebody's mistake, or meant to exhaust the parser.
const maxBytes = 1 << 20

// Load reads the file at path strictly. Relative paths inside it are taken from
// its own folder. A file that cannot be used, is a folder or may not be read is an
// *Error; one that is not there, or that the disk fails on, wraps the system's error.
func Load(path string) (Config, error) {
	data, err := readBounded(path)
	if err != nil {
		return Config{}, err
	}
	return parse(path, data)
}

// Find loads the lollipop.yaml beside the extracts folder, else the one in the
// current folder, else gives the defaults. An empty extractsDir stands for no
// extracts folder.
func Find(extractsDir string) (Config, error) {
	places := []string{FileName}
	if extractsDir != "" {
		// Absolute first: the parent of "." is not ".".
		full, err := filepath.Abs(extractsDir)
		if err != nil {
			return Config{}, fmt.Errorf("find %s: %w", FileName, err)
		}
		places = []string{filepath.Join(filepath.Dir(full), FileName), FileName}
	}
	for _, place := range places {
		c, err := Load(place)
		if !errors.Is(err, fs.ErrNotExist) {
			return c, err
		}
	}
	return Default(), nil
}

func readBounded(path string) ([]byte, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrPermission) {
		return nil, &Error{File: path, Problem: "you may not read it"}
	}
	if err != nil {
		return nil, fmt.Errorf("read configuration: %w", err)
	}
	defer f.Close() //nolint:errcheck // only read
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, &Error{File: path, Problem: "it is a folder"}
	}
	data, err := io.ReadAll(io.LimitReader(f, maxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read configuration: %w", err)
	}
	if len(data) > maxBytes {
		return nil, &Error{File: path, Problem: fmt.Sprintf("larger than %d bytes", maxBytes)}
	}
	return data, nil
}

// parse reads one document. path is for messages and for relative paths.
func parse(path string, data []byte) (Config, error) {
	c := Default()
	c.Path = path
	root, err := document(path, data)
	if err != nil || root == nil {
		return c, err
	}
	r := &reader{file: path, config: &c}
	if err := r.mapping(root, "", topKeys()); err != nil {
		return Config{}, err
	}
	if c.Scope.BornFrom.After(c.AsOf) {
		return Config{}, r.fail(r.bornFrom, "scope.born_from", "after as_of: nobody would be in scope", "")
	}
	return c, nil
}

// document is the root node of the only document, nil of an empty file.
func document(path string, data []byte) (*yaml.Node, error) {
	dec := yaml.NewDecoder(bytes.NewReader(data))
	var doc, second yaml.Node
	if err := dec.Decode(&doc); errors.Is(err, io.EOF) {
		return nil, nil
	} else if err != nil {
		return nil, syntaxError(path, err)
	}
	switch err := dec.Decode(&second); {
	case err == nil:
		return nil, &Error{File: path, Line: second.Line, Column: second.Column, Problem: "a second document begins"}
	case !errors.Is(err, io.EOF):
		return nil, syntaxError(path, err)
	}
	root := doc.Content[0]
	if isNull(root) {
		return nil, nil
	}
	return root, nil
}

var yamlLine = regexp.MustCompile(`^yaml: line (\d+): (.*)$`)

// syntaxError takes the line out of the library's message, which knows no column.
func syntaxError(path string, err error) error {
	found := yamlLine.FindStringSubmatch(err.Error())
	if found == nil {
		return &Error{File: path, Problem: err.Error()}
	}
	line, convErr := strconv.Atoi(found[1])
	if convErr != nil {
		line = 0
	}
	return &Error{File: path, Line: line, Column: 1, Problem: found[2]}
}
