"""How configurations are followed, by small Go files; «x» marks a line that must be found."""

_HEAD = """package a
import (
	"crypto/tls"
	"crypto/x509"
	"flag"
	"net/http"
	"net/smtp"
	"os"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
)
"""

CASES = {
    name: _HEAD + code
    for name, code in {
        "the last of a list": """
var order = [...]uint16{tls.VersionTLS10, tls.VersionTLS11, tls.VersionTLS12}
func f() { tls.Dial("tcp", "h:1", &tls.Config{MinVersion: order[len(order)-1]}) }
""",
        "a zero value is an object": """
func f() *tls.Config {
	var c tls.Config
	c.MinVersion = tls.VersionTLS10
	c.MinVersion = tls.VersionTLS12
	return &c
}
""",
        "what a matcher between them compares is no setting": """
func f(c gospec.Context, t *testing.T) {
	goConf, err := CreateGoTlsConfig(conf)
	c.Expect(goConf.MinVersion, gs.Equals, uint16(tls.VersionTLS11))
	c.Check(goConf.MinVersion, DeepEquals, uint16(tls.VersionTLS10))
	So(goConf.MinVersion, ShouldEqual, tls.VersionTLS11)
	convey.So(goConf.MinVersion, convey.ShouldEqual, tls.VersionTLS11)
	use(goConf.MinVersion, gs.Other, uint16(tls.VersionTLS11)) «x»
	use(goConf.MinVersion, gs.Equals(3), uint16(tls.VersionTLS10)) «x»
}
""",
        "a floor that is raised where it is too low is raised": """
func f() *tls.Config {
	c := &tls.Config{MinVersion: tls.VersionTLS10}
	if c.MinVersion < tls.VersionTLS12 {
		c.MinVersion = tls.VersionTLS12
	}
	return c
}
func g() *tls.Config {
	c := &tls.Config{MinVersion: tls.VersionTLS10}
	if c.MinVersion == 0 || c.MinVersion <= tls.VersionTLS11 {
		c.MinVersion = tls.VersionTLS12
	}
	return c
}
func h() *tls.Config {
	c := &tls.Config{MinVersion: tls.VersionTLS10} «x»
	if c.MinVersion < tls.VersionTLS10 {
		c.MinVersion = tls.VersionTLS12
	}
	return c
}
func i() *tls.Config {
	c := &tls.Config{MinVersion: tls.VersionTLS10} «x»
	if c.MinVersion < tls.VersionTLS12 && strict {
		c.MinVersion = tls.VersionTLS12
	}
	return c
}
func j(c *tls.Config) *tls.Config {
	if c.MinVersion < tls.VersionTLS12 {
		c.MinVersion = tls.VersionTLS10 «x»
	}
	return c
}
func k() (*tls.Config, error) {
	c := &tls.Config{MinVersion: tls.VersionTLS10} «x»
	if c.MinVersion < tls.VersionTLS12 {
		return nil, errors.New("old")
	}
	return c, nil
}
""",
        "what a block declares is known in it alone": """
func f(b bool) {
	c := &tls.Config{MinVersion: tls.VersionTLS10} «x»
	if b {
		c := &tls.Config{MinVersion: tls.VersionTLS12}
		c.ServerName = "a"
	}
	tls.Dial("tcp", "a:1", c)
	d := &tls.Config{MinVersion: tls.VersionTLS12}
	if b {
		d, err := other()
		d.MinVersion = tls.VersionTLS13
		print(err)
	}
	tls.Dial("tcp", "a:1", d)
}
""",
        "what is only compared is nobody's configuration": """
func TestF(t *testing.T) {
	if diff := cmp.Diff(got, tls.Config{MinVersion: tls.VersionTLS10}); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(uint16(tls.VersionTLS11), got); diff != "" {
		t.Error(diff)
	}
	want := &tls.Config{MinVersion: tls.VersionTLS10}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	other := tls.Config{MinVersion: tls.VersionTLS10}
	if !reflect.DeepEqual(got, other) || !reflect.DeepEqual(got, &tls.Config{MinVersion: tls.VersionTLS11}) {
		t.Fail()
	}
	require.Equal(t, &tls.Config{MinVersion: tls.VersionTLS10}, got)
	assert.ElementsMatch(t, list, []uint16{tls.VersionTLS10})
	Expect(got).To(Equal(&tls.Config{MinVersion: tls.VersionTLS10}))
	Expect(got.MinVersion).To(BeNumerically("==", tls.VersionTLS10))
	use := &tls.Config{MinVersion: tls.VersionTLS10} «x»
	require.Equal(t, use, got)
	dial(use)
	rows := []struct {
		name string
		want *tls.Config
	}{{"1.0", &tls.Config{MinVersion: tls.VersionTLS10}}, {"1.2", &tls.Config{MinVersion: tls.VersionTLS12}}}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			if got := f(row.name); !reflect.DeepEqual(got, row.want) {
				t.Fail()
			}
		})
	}
	if s := tlsVersionToString(tls.VersionTLS10); s != "1.0" {
		t.Fail()
	}
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
        "a word chooses a version by a switch": """
const byDefault = "1.1" «x»
type settings struct { floor, ceiling string }
func initial() *settings { return &settings{floor: "1.0", ceiling: "1.3"} } «x»
func parse(name string) (uint16, error) {
	switch name {
	case "1.0":
		return tls.VersionTLS10, nil
	case "1.1":
		return tls.VersionTLS11, nil
	case "1.2":
		return tls.VersionTLS12, nil
	}
	return 0, nil
}
func f() *tls.Config {
	min, err := parse("1.0") «x»
	use(err)
	return &tls.Config{MinVersion: min}
}
func g() *tls.Config {
	min, _ := parse("1.2")
	return &tls.Config{MinVersion: min}
}
func h() *tls.Config {
	min, _ := parse(byDefault)
	return &tls.Config{MinVersion: min}
}
func i() *tls.Config {
	s := initial()
	c := &tls.Config{}
	c.MinVersion, _ = parse(s.floor)
	c.MaxVersion, _ = parse(s.ceiling)
	return c
}
func tests(t *testing.T) {
	if got, _ := parse("1.0"); got != tls.VersionTLS10 {
		t.Fatal(got)
	}
}
""",
        "a configuration that a test's table expects": """
func test(t *testing.T) {
	rows := []struct {
		in string
		want *tls.Config
	}{
		{in: "old", want: &tls.Config{MinVersion: tls.VersionTLS10}},
		{in: "new", want: &tls.Config{MinVersion: tls.VersionTLS12}},
	}
	for _, row := range rows {
		got := load(row.in)
		c.Assert(got.MinVersion, Equals, row.want.MinVersion)
	}
	given := []struct{ conf *tls.Config }{
		{conf: &tls.Config{MinVersion: tls.VersionTLS10}}, «x»
		{conf: &tls.Config{MinVersion: tls.VersionTLS12}},
	}
	for _, row := range given {
		tls.Dial("tcp", "h:443", row.conf)
	}
}
""",
        "what listens is a server": """
func f() {
	conf.Listen = []Listen{{Addr: ":1", TLSMinVersion: tls.VersionTLS10}}
	use(&HTTPSListenerConfig{MinVersion: tls.VersionTLS11})
	use(&UpstreamConfig{MinVersion: tls.VersionTLS11}) «x»
}
""",
        "a default chooses a version by a switch": """
func f() *tls.Config {
	floor := flag.String("floor", "1.0", "oldest version") «x»
	flag.Parse()
	c := &tls.Config{}
	switch *floor {
	case "1.0":
		c.MinVersion = tls.VersionTLS10
	case "1.2":
		c.MinVersion = tls.VersionTLS12
	}
	return c
}
func g() *tls.Config {
	name := os.Getenv("FLOOR")
	if name == "" {
		name = "1.1" «x»
	}
	c := &tls.Config{}
	if name == "1.1" {
		c.MinVersion = tls.VersionTLS11
	} else if name == "1.2" {
		c.MinVersion = tls.VersionTLS12
	}
	return c
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
        # objects through their life
        "branch": """
func f(legacy bool) *tls.Config {
	cfg := &tls.Config{MinVersion: tls.VersionTLS12}
	if legacy {
		cfg.MinVersion = tls.VersionTLS10 «x»
	}
	return cfg
}
""",
        "healed after branch": """
func f(legacy bool) *tls.Config {
	cfg := new(tls.Config)
	if legacy {
		cfg.MinVersion = tls.VersionTLS10
	}
	cfg.MinVersion = tls.VersionTLS12
	return cfg
}
""",
        "early return": """
func f(strict bool) *tls.Config {
	if strict {
		return &tls.Config{MinVersion: tls.VersionTLS13}
	}
	return &tls.Config{MinVersion: tls.VersionTLS11} «x»
}
""",
        "var block": """
var (
	defaultConfig = &tls.Config{MinVersion: tls.VersionTLS10} «x»
	goodConfig    = tls.Config{MinVersion: tls.VersionTLS12}
)
""",
        "nested literals": """
func f() *http.Client {
	return &http.Client{
		Transport: &http.Transport{
			TLSClientConfig: &tls.Config{
				InsecureSkipVerify: true,
				MinVersion:         tls.VersionSSL30, «x»
				MaxVersion:         tls.VersionTLS12,
			},
		},
	}
}
""",
        "struct field": """
type Client struct {
	tlsConfig *tls.Config
	http      *http.Client
}
func New() *Client {
	c := &Client{tlsConfig: &tls.Config{}}
	c.tlsConfig.MinVersion = tls.VersionTLS10 «x»
	return c
}
""",
        "struct field healed in method": """
type Client struct{ cfg *tls.Config }
func New() *Client {
	c := &Client{cfg: &tls.Config{MinVersion: tls.VersionTLS10}}
	c.harden()
	return c
}
func (c *Client) harden() { c.cfg.MinVersion = tls.VersionTLS12 }
""",
        "functional options": """
type Option func(*tls.Config)
func WithMin(v uint16) Option { return func(c *tls.Config) { c.MinVersion = v } }
func Legacy() Option { return func(c *tls.Config) { c.MinVersion = tls.VersionTLS10 } } «x»
var o = WithMin(tls.VersionTLS11) «x»
""",
        "transport later": """
func f() {
	tr := &http.Transport{}
	tr.TLSClientConfig = &tls.Config{InsecureSkipVerify: true}
	tr.TLSClientConfig.MinVersion = tls.VersionTLS10 «x»
	http.DefaultClient.Transport = tr
}
""",
        "default transport type assertion": """
func init() {
	http.DefaultTransport.(*http.Transport).TLSClientConfig = &tls.Config{MinVersion: tls.VersionTLS10} «x»
	if t, ok := http.DefaultTransport.(*http.Transport); ok {
		t.TLSClientConfig.MinVersion = tls.VersionTLS11 «x»
	}
}
""",
        "if nil then default": """
func f(cfg *tls.Config) *tls.Config {
	if cfg == nil {
		cfg = &tls.Config{}
	}
	if cfg.MinVersion == 0 {
		cfg.MinVersion = tls.VersionTLS10 «x»
	}
	return cfg
}
""",
        "if zero then 1.2": """
func f(cfg *tls.Config) {
	if cfg.MinVersion == 0 || cfg.MinVersion < tls.VersionTLS12 {
		cfg.MinVersion = tls.VersionTLS12
	}
}
""",
        "two objects": """
func f() {
	a, b := &tls.Config{MinVersion: tls.VersionTLS10}, &tls.Config{MinVersion: tls.VersionTLS12} «x»
	dial(a)
	dial(b)
}
""",
        "slice of configs": """
var configs = []*tls.Config{
	{MinVersion: tls.VersionTLS12},
	{MinVersion: tls.VersionTLS10, ServerName: "x"}, «x»
}
""",
        "map of configs": """
var configs = map[string]*tls.Config{
	"modern": {MinVersion: tls.VersionTLS12},
	"legacy": {MinVersion: tls.VersionTLS10, InsecureSkipVerify: true}, «x»
}
""",
        "goroutine and defer and closures": """
func f(addr string) {
	go func() {
		conn, err := tls.Dial("tcp", addr, &tls.Config{MinVersion: tls.VersionTLS10}) «x»
		_, _ = conn, err
	}()
	defer func() { tls.Dial("tcp", addr, &tls.Config{MinVersion: tls.VersionTLS12}) }()
}
""",
        "result in if": """
func f(addr string) error {
	if conn, err := tls.Dial("tcp", addr, &tls.Config{InsecureSkipVerify: true, MaxVersion: tls.VersionTLS11}); err == nil { «x»
		conn.Close()
	}
	return nil
}
""",
        "dereferenced copy": """
func f(base *tls.Config) {
	cfg := *base
	cfg.MinVersion = tls.VersionTLS10 «x»
	use(&cfg)
}
""",
        "scanner tries": """
func scan(addr string) {
	for _, v := range []uint16{tls.VersionTLS10, tls.VersionTLS11, tls.VersionTLS12} { «x»
		_, err := tls.Dial("tcp", addr, &tls.Config{MinVersion: v, MaxVersion: v})
		fmt.Println(v, err)
	}
}
""",
        # values
        "constants": """
const minTLS = tls.VersionTLS10 «x»
const (
	lo uint16 = tls.VersionTLS11 «x»
	hi        = tls.VersionTLS13
)
var a = tls.Config{MinVersion: minTLS, MaxVersion: hi}
var b = tls.Config{MinVersion: lo}
""",
        "numbers": """
var a = tls.Config{MinVersion: 0x0301} «x»
var b = tls.Config{MinVersion: 0x0303}
var c = tls.Config{MinVersion: uint16(0x0302)} «x»
var d = tls.Config{MaxVersion: 0x300 + 1} «x»
var e = tls.Config{MinVersion: 3<<8 | 1} «x»
""",
        "environment default helper": """
func getenv(k, d string) string {
	if v := os.Getenv(k); v != "" {
		return v
	}
	return d
}
func minVersion() uint16 {
	if os.Getenv("LEGACY") != "" {
		return tls.VersionTLS10 «x»
	}
	return tls.VersionTLS12
}
func f() *tls.Config { return &tls.Config{MinVersion: minVersion()} }
""",
        "helper one level": """
func cfg(min uint16) *tls.Config { return &tls.Config{MinVersion: min} }
var a = cfg(tls.VersionTLS10) «x»
var b = cfg(tls.VersionTLS12)
""",
        "variable chosen": """
func f(old bool) *tls.Config {
	v := uint16(tls.VersionTLS12)
	if old {
		v = tls.VersionTLS10 «x»
	}
	return &tls.Config{MinVersion: v}
}
""",
        "map lookup with fallback": """
var versions = map[string]uint16{"1.0": tls.VersionTLS10, "1.2": tls.VersionTLS12}
func f(name string) *tls.Config {
	v, ok := versions[name]
	if !ok {
		v = tls.VersionTLS10 «x»
	}
	return &tls.Config{MinVersion: v}
}
""",
        "switch with default": """
func parse(s string) uint16 {
	switch s {
	case "1.0":
		return tls.VersionTLS10
	case "1.1":
		return tls.VersionTLS11
	case "1.2":
		return tls.VersionTLS12
	default:
		return tls.VersionTLS10 «x»
	}
}
""",
        "flags": """
var min = flag.Uint("tls-min", tls.VersionTLS10, "minimum version") «x»
var cfg = &tls.Config{MinVersion: uint16(*min)}
""",
        # client or server
        "servers": """
func f(addr string) {
	srv := &http.Server{Addr: addr, TLSConfig: &tls.Config{MinVersion: tls.VersionTLS10}}
	srv.ListenAndServeTLS("c", "k")
	cfg := &tls.Config{MinVersion: tls.VersionTLS10, Certificates: []tls.Certificate{cert}}
	ln, _ := tls.Listen("tcp", addr, cfg)
	creds := credentials.NewTLS(&tls.Config{MinVersion: tls.VersionTLS10, ClientAuth: tls.NoClientCert})
	grpc.NewServer(grpc.Creds(creds))
}
""",
        "grpc server from config": """
func f() *grpc.Server {
	return grpc.NewServer(grpc.Creds(credentials.NewTLS(&tls.Config{MinVersion: tls.VersionTLS10, Certificates: certs})))
}
""",
        "server returned by a helper": """
func serverTLS() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS10, Certificates: certs}
}
func f() {
	s := &http.Server{TLSConfig: serverTLS()}
	s.ListenAndServeTLS("", "")
}
""",
        "config for client callback": """
func f() *tls.Config {
	return &tls.Config{
		MinVersion: tls.VersionTLS10,
		GetConfigForClient: func(hello *tls.ClientHelloInfo) (*tls.Config, error) {
			return &tls.Config{MinVersion: tls.VersionTLS10, Certificates: certs}, nil
		},
	}
}
""",
        "both sides": """
func f(addr string) {
	cfg := &tls.Config{MinVersion: tls.VersionTLS10} «x»
	tls.Listen("tcp", addr, cfg)
	tls.Dial("tcp", addr, cfg)
}
""",
        "tls.Server and NewListener in a method": """
type S struct{ tlsConfig *tls.Config }
func (s *S) serve(c net.Conn) {
	s.tlsConfig = &tls.Config{MinVersion: tls.VersionTLS10}
	conn := tls.Server(c, s.tlsConfig)
	_ = conn
}
""",
        "server struct set later": """
func f(h http.Handler) *http.Server {
	server := &http.Server{Handler: h}
	server.TLSConfig = &tls.Config{MinVersion: tls.VersionTLS11, CipherSuites: suites}
	return server
}
""",
        "embedded http server": """
type Server struct {
	*http.Server
	name string
}
func New() *Server {
	tlsCfg := &tls.Config{}
	tlsCfg.MinVersion = tls.VersionTLS10
	return &Server{Server: &http.Server{TLSConfig: tlsCfg}}
}
""",
        # not a finding
        "comparisons": """
func f(state tls.ConnectionState, v uint16) string {
	if v == tls.VersionTLS10 || v < tls.VersionTLS11 { return "old" }
	if state.Version != tls.VersionTLS13 && state.Version <= tls.VersionTLS11 { return "older" }
	switch v {
	case tls.VersionSSL30, tls.VersionTLS10:
		return "TLS 1.0"
	}
	return ""
}
""",
        "names and tables": """
var names = map[uint16]string{
	tls.VersionSSL30: "SSL 3.0",
	tls.VersionTLS10: "TLS 1.0",
	tls.VersionTLS11: "TLS 1.1",
}
var versions = []uint16{tls.VersionTLS10, tls.VersionTLS11, tls.VersionTLS12}
var byName = map[string]uint16{"TLS10": tls.VersionTLS10, "TLS11": tls.VersionTLS11}
type row struct { name string; v uint16 }
var rows = []row{{"TLS 1.0", tls.VersionTLS10}, {"TLS 1.1", tls.VersionTLS11}}
var more = []struct{ Name string; Version uint16 }{{Name: "1.0", Version: tls.VersionTLS10}, {Name: "1.1", Version: tls.VersionTLS11}}
""",
        "test table": """
func TestParse(t *testing.T) {
	tests := []struct {
		in   string
		want uint16
	}{
		{"1.0", tls.VersionTLS10},
		{"1.1", tls.VersionTLS11},
	}
	for _, tt := range tests {
		if got := parse(tt.in); got != tt.want {
			t.Errorf("got %v, want %v", got, tls.VersionTLS10)
		}
	}
	assert.Equal(t, uint16(tls.VersionTLS10), cfg.MinVersion)
	require.EqualValues(t, tls.VersionTLS11, parse("1.1"))
	Expect(cfg.MinVersion).To(Equal(uint16(tls.VersionTLS10)))
}
""",
        "metrics": """
var tlsVersions = map[uint16]string{tls.VersionTLS10: "1.0"}
func label(v uint16) string { return tlsVersions[v] }
func count(state *tls.ConnectionState) {
	counter.WithLabelValues(fmt.Sprint(tls.VersionTLS10)).Inc()
	if state.Version == tls.VersionTLS10 { log.Printf("old %d", tls.VersionTLS10) }
}
""",
        # one cause, one finding
        "one cause": """
const floor = tls.VersionTLS10 «x»
func a() *tls.Config { return &tls.Config{MinVersion: floor} }
func b() *tls.Config { return &tls.Config{MinVersion: floor, MaxVersion: floor} }
""",
        # old code as it is written
        "smtp and ldap": """
func send(host string) {
	c, _ := smtp.Dial(host)
	c.StartTLS(&tls.Config{ServerName: host, MinVersion: tls.VersionTLS10}) «x»
	l, _ := ldap.DialTLS("tcp", host, &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS11}) «x»
	d := gomail.NewDialer(host, 587, "u", "p")
	d.TLSConfig = &tls.Config{MinVersion: tls.VersionSSL30} «x»
	mysql.RegisterTLSConfig("custom", &tls.Config{MinVersion: tls.VersionTLS10}) «x»
	opts := mqtt.NewClientOptions().SetTLSConfig(&tls.Config{MinVersion: tls.VersionTLS11}) «x»
	config.Net.TLS.Config = &tls.Config{MinVersion: tls.VersionTLS10} «x»
	_, _ = l, opts
}
""",
        "websocket": """
var dialer = websocket.Dialer{TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS10}} «x»
""",
        "fasthttp": """
var client = &fasthttp.Client{TLSConfig: &tls.Config{MinVersion: tls.VersionTLS10}} «x»
""",
        "settings struct": """
type Settings struct {
	MinVersion uint16
	TLS        struct{ Min uint16 }
}
func Default() Settings {
	return Settings{MinVersion: tls.VersionTLS10} «x»
}
""",
        "setter": """
func f(b *Builder) {
	b.SetMinVersion(tls.VersionTLS10).Build() «x»
	b.WithTLSMinVersion(tls.VersionTLS12)
	resty.New().SetTLSClientConfig(&tls.Config{MinVersion: tls.VersionTLS11}) «x»
}
""",
        "max only": """
func f() *tls.Config {
	return &tls.Config{MaxVersion: tls.VersionTLS10} «x»
}
""",
        "renegotiation and nothing": """
func f() *tls.Config {
	return &tls.Config{Renegotiation: tls.RenegotiateOnceAsClient, InsecureSkipVerify: true}
}
""",
        "generics and anonymous": """
func ptr[T any](v T) *T { return &v }
func f() {
	cfg := struct{ Min *uint16 }{Min: ptr(uint16(tls.VersionTLS10))} «x»
	_ = cfg
}
""",
        "select and labels": """
func f(ch chan *tls.Config) {
	select {
	case ch <- &tls.Config{MinVersion: tls.VersionTLS10}: «x»
	default:
	}
}
""",
        # wrappers, samples and tests
        "cobra flag default": """
func init() {
	cmd.Flags().Uint16Var(&minVersion, "tls-min-version", tls.VersionTLS11, "min version") «x»
}
""",
        "env lookup table": """
var tlsVersions = map[string]uint16{
	"tls10": tls.VersionTLS10,
	"tls12": tls.VersionTLS12,
}
func minFromEnv() uint16 {
	if v, ok := tlsVersions[os.Getenv("TLS_MIN")]; ok {
		return v
	}
	return tls.VersionTLS12
}
""",
        "if chain": """
func parse(s string) uint16 {
	if s == "1.0" {
		return tls.VersionTLS10
	}
	if s == "1.1" {
		return tls.VersionTLS11
	}
	return tls.VersionTLS12
}
""",
        "if chain with old fallback": """
func parse(s string) uint16 {
	if s == "1.2" {
		return tls.VersionTLS12
	}
	if s == "1.1" {
		return tls.VersionTLS11
	}
	return tls.VersionTLS10 «x»
}
""",
        "iota options": """
type Mode int
const (
	Modern Mode = iota
	Legacy
)
func (m Mode) Config() *tls.Config {
	switch m {
	case Modern:
		return &tls.Config{MinVersion: tls.VersionTLS12}
	case Legacy:
		return &tls.Config{MinVersion: tls.VersionTLS10}
	}
	return nil
}
""",
        "verify connection": """
func f() *tls.Config {
	return &tls.Config{
		VerifyConnection: func(cs tls.ConnectionState) error {
			if cs.Version < tls.VersionTLS12 {
				return errors.New("old")
			}
			return nil
		},
	}
}
""",
        "pointer to field": """
func f() {
	cfg := &tls.Config{}
	p := &cfg.MinVersion
	*p = tls.VersionTLS10 «x»
}
""",
        "embedded config": """
type Conf struct {
	tls.Config
	Name string
}
func f() *Conf {
	c := &Conf{}
	c.MinVersion = tls.VersionTLS10 «x»
	return c
}
""",
        "named fields of options": """
func f() {
	client, err := NewClient(Options{
		TLS: &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS11}, «x»
	})
	_, _ = client, err
}
""",
        "vault api": """
func f(conf *api.Config) {
	transport := conf.HttpClient.Transport.(*http.Transport)
	transport.TLSClientConfig.MinVersion = tls.VersionTLS10 «x»
}
""",
        "min of two": """
func f(v uint16) *tls.Config {
	if v < tls.VersionTLS12 {
		v = tls.VersionTLS12
	}
	return &tls.Config{MinVersion: v}
}
""",
        "max clamp": """
func clamp(v uint16) uint16 {
	if v > tls.VersionTLS11 {
		return tls.VersionTLS11 «x»
	}
	return v
}
""",
        "test that server refuses": """
func TestRefused(t *testing.T) {
	srv := httptest.NewUnstartedServer(h)
	srv.TLS = &tls.Config{MinVersion: tls.VersionTLS12}
	srv.StartTLS()
	client := srv.Client()
	client.Transport.(*http.Transport).TLSClientConfig.MaxVersion = tls.VersionTLS11 «x»
	_, err := client.Get(srv.URL)
	require.NoError(t, err)
}
""",
        "server helper in struct": """
func (s *Server) Start() error {
	s.httpServer = &http.Server{
		Addr: s.addr,
		TLSConfig: &tls.Config{
			MinVersion: tls.VersionTLS10,
			NextProtos: []string{"h2"},
		},
	}
	return s.httpServer.ListenAndServeTLS("", "")
}
""",
        "listener from config var": """
func serve(addr string, cert tls.Certificate) error {
	config := tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS10}
	listener, err := tls.Listen("tcp", addr, &config)
	if err != nil { return err }
	return http.Serve(listener, nil)
}
""",
        "server config then clone": """
func serve(addr string) {
	base := &tls.Config{MinVersion: tls.VersionTLS11}
	base.GetCertificate = getCert
	srv := http.Server{TLSConfig: base.Clone()}
	srv.ListenAndServeTLS("", "")
}
""",
        "global mutated in init": """
var clientTLS = &tls.Config{}
func init() {
	clientTLS.MinVersion = tls.VersionTLS10 «x»
}
""",
        "constant of own package used in compare": """
const minSupported = tls.VersionTLS11 «x»
func check(cfg *tls.Config) bool { return cfg.MinVersion < minSupported }
""",
        "struct with string": """
type Conf struct { MinVersion string }
var c = Conf{MinVersion: "1.0"}
""",
        "select cipher suites": """
func suites(v uint16) []uint16 {
	if v >= tls.VersionTLS10 && v <= tls.VersionTLS11 { return nil }
	return []uint16{tls.TLS_AES_128_GCM_SHA256}
}
""",
        "error values": """
func f(v uint16) error {
	return fmt.Errorf("unsupported version %x, want one of %v", v, []uint16{tls.VersionTLS10, tls.VersionTLS11})
}
""",
        "generic map iteration": """
func all() {
	for name, v := range map[string]uint16{"1.0": tls.VersionTLS10, "1.2": tls.VersionTLS12} {
		fmt.Println(name, v)
	}
}
""",
        "fake default": """
func defaults(c *Config) {
	if c.TLSMinVersion == 0 {
		c.TLSMinVersion = tls.VersionTLS10 «x»
	}
}
""",
        "yaml const": """
var Default = Config{TLSMinVersion: "TLS10"}
""",
        "dialer": """
func f() {
	d := tls.Dialer{Config: &tls.Config{MinVersion: tls.VersionTLS10}} «x»
	d.Dial("tcp", "h:443")
}
""",
        "with closures returning": """
func f() func() *tls.Config {
	return func() *tls.Config { return &tls.Config{MinVersion: tls.VersionTLS10} } «x»
}
""",
        "labelled break": """
func f(in []string) uint16 {
	v := uint16(tls.VersionTLS13)
loop:
	for _, s := range in {
		switch s {
		case "old":
			v = tls.VersionTLS10 «x»
			break loop
		}
	}
	return v
}
""",
        "mutual tls both": """
func f() (*tls.Config, *tls.Config) {
	shared := tls.Config{MinVersion: tls.VersionTLS11} «x»
	server := shared.Clone()
	server.ClientAuth = tls.RequireAnyClientCert
	client := shared.Clone()
	client.RootCAs = x509.NewCertPool()
	return server, client
}
""",
        "what takes it outweighs what is written in it": """
func server() *tls.Config {
	c := &tls.Config{MinVersion: tls.VersionTLS10, InsecureSkipVerify: true}
	c.RootCAs = x509.NewCertPool()
	return c
}
func client() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS10, ClientAuth: tls.RequireAnyClientCert} «x»
}
func both() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS10} «x»
}
func nobody() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS10, ClientAuth: tls.NoClientCert, InsecureSkipVerify: true} «x»
}
func run(raw net.Conn, theirs, ours, shared *tls.Config) {
	go func() { tls.Server(raw, theirs).Handshake() }()
	tls.Dial("tcp", "h:443", ours)
	tls.Server(raw, shared)
	tls.Client(raw, shared)
}
func main() {
	run(raw(), server(), client(), both())
}
""",
        "a field that is not there is nil": """
func f(c *tls.Config) *tls.Config {
	t := &tls.Config{MinVersion: tls.VersionTLS12}
	if t.RootCAs == nil {
		t.MinVersion = tls.VersionTLS10 «x»
	}
	return t
}
func g(pool *x509.CertPool) *tls.Config {
	t := &tls.Config{MinVersion: tls.VersionTLS10}
	if t.RootCAs == nil {
		t.MinVersion = tls.VersionTLS12
	}
	return t
}
func h(pool *x509.CertPool) *tls.Config {
	t := &tls.Config{MinVersion: tls.VersionTLS10, RootCAs: pool} «x»
	if t.RootCAs == nil {
		t.MinVersion = tls.VersionTLS12
	}
	return t
}
""",
        "transport by helper with struct": """
type Options struct {
	Insecure bool
	MinTLS   uint16
}
func newTransport(o Options) *http.Transport {
	return &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: o.Insecure, MinVersion: o.MinTLS}}
}
var old = newTransport(Options{MinTLS: tls.VersionTLS10}) «x»
""",
        "interface assertion chain": """
func f(c *http.Client) {
	if tr, ok := c.Transport.(*http.Transport); ok && tr.TLSClientConfig != nil {
		tr.TLSClientConfig.MinVersion = tls.VersionTLS11 «x»
	}
}
""",
        "multi assign": """
func f() {
	var cfg tls.Config
	cfg.MinVersion, cfg.MaxVersion = tls.VersionTLS10, tls.VersionTLS12 «x»
	use(&cfg)
}
""",
        "const used for server only": """
const serverMin = tls.VersionTLS10
func f() {
	s := &http.Server{TLSConfig: &tls.Config{MinVersion: serverMin}}
	s.ListenAndServeTLS("", "")
}
""",
        "grpc server with option slice": """
func f() *grpc.Server {
	cfg := &tls.Config{MinVersion: tls.VersionTLS10, Certificates: certs}
	opts := []grpc.ServerOption{grpc.Creds(credentials.NewTLS(cfg))}
	return grpc.NewServer(opts...)
}
""",
        "smtp starttls with raised floor": """
func f(c *smtp.Client) {
	cfg := &tls.Config{ServerName: "h", MinVersion: tls.VersionTLS10}
	if strict {
		cfg.MinVersion = tls.VersionTLS12
	} else {
		cfg.MinVersion = tls.VersionTLS11 «x»
	}
	c.StartTLS(cfg)
}
""",
        "anonymous function config": """
var cfg = func() *tls.Config {
	c := &tls.Config{}
	c.MinVersion = tls.VersionTLS10 «x»
	return c
}()
""",
        "sync once": """
var once sync.Once
var shared *tls.Config
func get() *tls.Config {
	once.Do(func() {
		shared = &tls.Config{MinVersion: tls.VersionTLS11} «x»
	})
	return shared
}
""",
        "validation": """
func validate(c *Config) error {
	if c.MinVersion != 0 && c.MinVersion < tls.VersionTLS12 {
		return fmt.Errorf("min version %d is below %d", c.MinVersion, tls.VersionTLS11)
	}
	switch c.MaxVersion {
	case 0, tls.VersionTLS10, tls.VersionTLS11:
	}
	return nil
}
""",
        "server tls field in unknown server": """
func f() {
	srv := &dns.Server{Addr: ":853", Net: "tcp-tls", TLSConfig: &tls.Config{MinVersion: tls.VersionTLS10}}
	srv.ListenAndServe()
}
""",
        "a floor behind an old ceiling is a place of its own": """
func f() {
	a := &tls.Config{
		MinVersion: tls.VersionTLS10, «x»
		MaxVersion: tls.VersionTLS11, «x»
	}
	b := &tls.Config{MaxVersion: tls.VersionTLS11} «x»
	b.MinVersion = tls.VersionTLS12
	use(a, b)
}
""",
        "numbers of cipher suites": """
func f() {
	a := &tls.Config{CipherSuites: []uint16{tls.VersionTLS10, tls.TLS_RSA_WITH_RC4_128_SHA}}
	a.CipherSuites = append(a.CipherSuites, tls.VersionTLS11)
	suites := []uint16{tls.VersionSSL30}
	b := &tls.Config{CipherSuites: suites, MinVersion: tls.VersionTLS10} «x»
	use(a, b)
}
""",
        "constants that are counted": """
const (
	// the first
	old = 0x0301 + iota «x»
	between
	newer
)
func f() {
	use(&tls.Config{MinVersion: old}, &tls.Config{MinVersion: newer})
}
""",
        "a named function gives a server its configuration": """
func pick(h *tls.ClientHelloInfo) (*tls.Config, error) {
	return &tls.Config{MinVersion: tls.VersionTLS10}, nil
}
type S struct{}
func (s *S) choose(h *tls.ClientHelloInfo) (*tls.Config, error) {
	c := &tls.Config{}
	c.MinVersion = tls.VersionTLS11
	return c, nil
}
func other(h *tls.ClientHelloInfo) (*tls.Config, error) {
	return &tls.Config{MinVersion: tls.VersionTLS10}, nil «x»
}
func (s *S) f() []*tls.Config {
	return []*tls.Config{{GetConfigForClient: pick}, {GetConfigForClient: s.choose}}
}
""",
        "servers are given a name too": """
func f() *tls.Config {
	return &tls.Config{ClientAuth: tls.RequireAnyClientCert, ServerName: "h", MinVersion: tls.VersionTLS10}
}
""",
        "asking for the name of a version": """
func f(t *testing.T) {
	v := ResolveTLSVersion(tls.VersionTLS11)
	w := other.TLSVersionString(tls.VersionTLS10)
	use(v, w, newClient(tls.VersionTLS10)) «x»
}
""",
        "options of the command line with their defaults": """
var names = map[string]uint16{"1.0": tls.VersionTLS10, "1.2": tls.VersionTLS12}
var a = flag.String("a", "1.0", "the oldest version") «x»
var b = flag.String("b", "1.2", "the oldest version")
var c = flag.Uint("c", 0x0301, "the oldest version") «x»
var d = pflag.StringP("d", "d", "1.0", "the oldest version") «x»
func f() []*tls.Config {
	var e uint
	flag.UintVar(&e, "e", 769, "the oldest version") «x»
	viper.SetDefault("f", "1.0") «x»
	return []*tls.Config{
		{MinVersion: names[*a]},
		{MinVersion: names[*b]},
		{MinVersion: uint16(*c)},
		{MinVersion: names[*d]},
		{MinVersion: uint16(e)},
		{MinVersion: names[viper.GetString("f")]},
	}
}
""",
        "a server by the name of what holds it": """
func f(t *testing.T) {
	clientCfg, be, srv := testutils.Start(t)
	clientCfg.MinVersion = tls.VersionTLS10 «x»
	srv.TLSConfig.MinVersion = tls.VersionTLS11
	srv.TLSConfig.MaxVersion = tls.VersionTLS11
	peer := testutils.Peer(t)
	peer.TLSConfig.MaxVersion = tls.VersionTLS11 «x»
	use(be)
}
""",
        "a server whose configuration comes from elsewhere": """
func f(state *State) {
	var service *http.Server
	run(func() {
		service = &http.Server{}
		service.TLSConfig = state.serviceTLS
		service.TLSConfig.MaxVersion = tls.VersionTLS11
	})
}
""",
        "what a message or a connection says": """
func f(c net.Conn) {
	record := &dissector.Record{Type: 22, Version: tls.VersionTLS10}
	use(record, tls.ConnectionState{Version: tls.VersionTLS11})
	use(&tls.ClientHelloInfo{SupportedVersions: []uint16{tls.VersionTLS10, tls.VersionTLS12}})
}
""",
        "a configuration from outside that a function gives to a server": """
func f() *tls.Config {
	old := &tls.Config{MinVersion: tls.VersionTLS10}
	return &tls.Config{GetConfigForClient: func(h *tls.ClientHelloInfo) (*tls.Config, error) {
		return old, nil
	}}
}
""",
        "a variable of the package that a function sets for a server": """
var config *tls.Config
func setup() { config = &tls.Config{MinVersion: tls.VersionTLS10} }
func main() {
	setup()
	s := &http.Server{TLSConfig: config}
	s.ListenAndServeTLS("", "")
}
""",
        "options that are functions, applied": """
type Conf struct{ min uint16 }
type Opt func(*Conf)
func MinTLS(v uint16) Opt { return func(c *Conf) { c.min = v } }
func build(opts ...Opt) *tls.Config {
	c := &Conf{min: tls.VersionTLS12}
	for _, o := range opts {
		o(c)
	}
	return &tls.Config{MinVersion: c.min}
}
var old = build(MinTLS(tls.VersionTLS10)) «x»
var good = build(MinTLS(tls.VersionTLS13))
""",
        "a server in a member": """
func f(e *echo.Echo) {
	e.TLSServer.TLSConfig = &tls.Config{MinVersion: tls.VersionTLS11}
	e.Client.TLSConfig = &tls.Config{MinVersion: tls.VersionTLS11} «x»
}
""",
        "what is inside of what a function gives is healed as well": """
func plain() *http.Transport {
    return &http.Transport{TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS10}}
}
func healed() *http.Client {
    transport := plain()
    transport.TLSClientConfig.MinVersion = tls.VersionTLS12
    return &http.Client{Transport: transport}
}
func other() *http.Transport {
    return &http.Transport{TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS10}} «x»
}
""",
        "the keys of a map, each tried": """
type Checker struct {
	host string
	seen map[uint16]string
}
func (c *Checker) try() {
	for version, name := range c.seen {
		conn, _ := tls.Dial("tcp", c.host, &tls.Config{MinVersion: version, MaxVersion: version})
		use(conn, name)
	}
}
func NewChecker(host string) *Checker {
	names := map[uint16]string{
		tls.VersionTLS11: "TLS 1.1", «x»
		tls.VersionTLS12: "TLS 1.2",
	}
	return &Checker{host: host, seen: names}
}
""",
        "the keys of a map, one name alone": """
var names = map[uint16]string{
	tls.VersionTLS10: "TLS 1.0", «x»
	tls.VersionTLS13: "TLS 1.3",
}
func f() {
	for version := range names {
		tls.Dial("tcp", "h:443", &tls.Config{MinVersion: version})
	}
}
""",
        "the keys of a map, only shown": """
var names = map[uint16]string{tls.VersionTLS10: "TLS 1.0", tls.VersionTLS13: "TLS 1.3"}
func f(state tls.ConnectionState) {
	for version, name := range names {
		if state.Version == version {
			print(name)
		}
	}
	for i, name := range []string{"a"} {
		use(i, name)
	}
}
""",
        "rows of a test, what is expected compared in functions made in the loop": """
func TestMap(t *testing.T) {
	tests := map[string]struct {
		in   string
		want uint16
	}{
		"a": {in: "x", want: tls.VersionTLS10},
		"b": {in: "y", want: tls.VersionTLS11},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, tt.want, load(tt.in))
		})
	}
}
""",
        "a version of a loop, used in functions made there": """
func probe() {
	for _, v := range []uint16{tls.VersionTLS10, tls.VersionTLS12} { «x»
		go func() {
			tls.Dial("tcp", "h:443", &tls.Config{MinVersion: v})
		}()
	}
}
""",
        "an empty word chooses what holds where nothing is said": """
func parse(s string) uint16 {
	switch s {
	case "", "1.0":
		return tls.VersionTLS10 «x»
	case "1.1":
		return tls.VersionTLS11
	}
	return tls.VersionTLS12
}
func f(s string) *tls.Config { return &tls.Config{MinVersion: parse(s)} }
""",
        "a word chooses a version, in whatever case it is written": """
func f(s string) *tls.Config {
	c := &tls.Config{ServerName: "h"}
	if strings.EqualFold(s, "TLS1.0") {
		c.MinVersion = tls.VersionTLS10
	} else if strings.EqualFold(s, "TLS1.1") {
		c.MinVersion = tls.VersionTLS11
	} else {
		c.MinVersion = tls.VersionTLS12
	}
	return c
}
""",
        "a setter of an own type that others may call too": """
type B struct{ c *tls.Config }
func New() *B { return &B{c: &tls.Config{ServerName: "h"}} }
func (b *B) Min(v uint16) *B { b.c.MinVersion = v; return b }
func old() *B { return New().Min(tls.VersionTLS10) } «x»
func good() *B { return New().Min(tls.VersionTLS12) }
""",
        "a loop over what its tests know, with a mask": """
func skipped() *tls.Config {
	mask := 0
	for _, v := range []string{"a", "b"} {
		if v == "c" || v == "d" {
			mask |= 1
		}
	}
	return &tls.Config{MinVersion: tls.VersionTLS10, Rand: from(mask)} «x»
}
func always() *tls.Config {
	mask := 0
	for _, v := range []int{1, 2} {
		switch {
		default:
			mask |= v
		}
	}
	return &tls.Config{MinVersion: tls.VersionTLS10, Rand: from(mask)} «x»
}
""",
        "each of the structs in a list": """
type way struct { name string; min uint16 }
type good struct { name string; min uint16 }
func scan(site string) {
	for _, w := range []way{
		{name: "1.0", min: tls.VersionTLS10}, «x»
		{name: "1.2", min: tls.VersionTLS12},
	} {
		tls.Dial("tcp", site, &tls.Config{MinVersion: w.min})
	}
	goods := []good{{"1.2", tls.VersionTLS12}, {"1.3", tls.VersionTLS13}}
	for _, g := range goods {
		tls.Dial("tcp", site, &tls.Config{MinVersion: g.min})
	}
}
""",
        "one of several": """
func a() *tls.Config { return &tls.Config{MinVersion: max(tls.VersionTLS10, tls.VersionTLS12)} }
func b(v uint16) *tls.Config { return &tls.Config{MinVersion: max(v, tls.VersionTLS12)} }
func c() *tls.Config { return &tls.Config{MinVersion: min(tls.VersionTLS10, tls.VersionTLS12)} } «x»
func d() *tls.Config { return &tls.Config{MinVersion: cmp.Or(0, tls.VersionTLS12)} }
func e() *tls.Config { return &tls.Config{MinVersion: cmp.Or(tls.VersionTLS11, tls.VersionTLS12)} } «x»
""",
    }.items()
}
