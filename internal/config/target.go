package config

import (
	"errors"
	"net/url"
	"strings"
)

var errTarget = errors.New("not sqlite:PATH or postgres://HOST/DATABASE")

// CheckTarget tells whether a target has a form that load understands. Its
// error never repeats the value.
func CheckTarget(target string) error {
	if path, ok := strings.CutPrefix(target, "sqlite:"); ok {
		if path == "" {
			return errTarget
		}
		return nil
	}
	u, err := url.Parse(target)
	if err != nil || u.Scheme != "postgres" && u.Scheme != "postgresql" {
		return errTarget // url.Parse's own error repeats the value
	}
	return nil
}

// RedactTarget is a target as it may be shown: without user, password and
// parameters.
func RedactTarget(target string) string {
	if strings.HasPrefix(target, "sqlite:") {
		return target
	}
	u, err := url.Parse(target)
	if err != nil || u.Scheme == "" {
		return "(hidden)"
	}
	return u.Scheme + "://" + u.Host + u.Path
}
