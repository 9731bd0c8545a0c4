"""How configurations are followed, by small Go files; «x» marks a line that must be found."""

_HEAD = """package a
import (
	"crypto/tls"
	"net/http"
)
"""

CASES = {
    name: _HEAD + code
    for name, code in {
        "a zero value is an object": """
func f() *tls.Config {
	var c tls.Config
	c.MinVersion = tls.VersionTLS10
	c.MinVersion = tls.VersionTLS12
	return &c
}
""",
        "a function's result is followed": """
func base() *tls.Config { return &tls.Config{MinVersion: tls.VersionTLS12} }
func f() {
	c := base()
	c.MinVersion = tls.VersionTLS10 «x»
	d := base()
	d.MinVersion = tls.VersionTLS13
}
""",
        "a copy starts with what the original says": """
func f(c *tls.Config) {
	c.MinVersion = tls.VersionTLS10 «x»
	d := c.Clone()
	d.MinVersion = tls.VersionTLS12
}
""",
        "the place decides the side": """
func f(s *http.Server, t *http.Transport) {
	s.TLSConfig.MinVersion = tls.VersionTLS10
	t.TLSClientConfig.MinVersion = tls.VersionTLS10 «x»
}
""",
        "a version on its way through a switch": """
func f(name string) *tls.Config {
	var min uint16
	switch name {
	case "a":
		min = tls.VersionTLS10
	case "b":
		min = tls.VersionTLS12
	}
	return &tls.Config{MinVersion: min}
}
""",
        "two switches one after the other": """
func f(a, b string) *tls.Config {
	c := &tls.Config{}
	switch a {
	case "1.0":
		c.MinVersion = tls.VersionTLS10
	case "1.1":
		c.MinVersion = tls.VersionTLS11
	case "1.2":
		c.MinVersion = tls.VersionTLS12
	case "1.3":
		c.MinVersion = tls.VersionTLS13
	}
	switch b {
	case "1.1":
		c.MaxVersion = tls.VersionTLS12
	case "1.2":
		c.MaxVersion = tls.VersionTLS13
	default:
		c.MaxVersion = tls.VersionTLS11 «x»
	}
	return c
}
""",
        "comparing and showing is no use": """
func f(s tls.ConnectionState) bool {
	println(tls.VersionTLS10)
	return s.Version >= tls.VersionTLS11
}
""",
    }.items()
}
