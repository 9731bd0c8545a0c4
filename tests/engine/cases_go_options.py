"""Options that Go programs declare with a default, and read by name; «x» marks a line that must be found."""

_HEAD = """package a
import (
	"crypto/tls"

	"github.com/spf13/viper"
)
var versions = map[string]uint16{"1.0": tls.VersionTLS10, "1.1": tls.VersionTLS11, "1.2": tls.VersionTLS12}
"""

CASES = {
    name: _HEAD + code
    for name, code in {
        "a default in the tag of a field": """
type Config struct {
	Host string `envconfig:"HOST" default:"1.1"`
	Min  string `envconfig:"MIN_TLS" default:"1.0"` «x»
	Good string `env:"GOOD" envDefault:"1.2"`
}
func f() []*tls.Config {
	var c Config
	envconfig.Process("app", &c)
	return []*tls.Config{{MinVersion: versions[c.Min]}, {MinVersion: versions[c.Good]}}
}
""",
        "defaults of other kinds of tags": """
type Config struct {
	A string `yaml:"a" env-default:"1.0"` «x»
	B string `env:"B, default=1.1"` «x»
	C string `conf:"flag:c,default:1.0,help:x"` «x»
	D uint16 `env:"D" envDefault:"769"` «x»
	E uint16 `env:"E" envDefault:"0x0303"`
	F string `json:"default"`
}
func f(c *Config) []*tls.Config {
	return []*tls.Config{
		{MinVersion: versions[c.A]}, {MinVersion: versions[c.B]}, {MinVersion: versions[c.C]},
		{MinVersion: c.D}, {MinVersion: c.E}, {MinVersion: versions[c.F]},
	}
}
""",
        "a default in a tag of a struct without a name": """
var CLI struct {
	URL string `arg:""`
	Min string `help:"oldest version" enum:"1.0,1.1,1.2" default:"1.1"` «x»
}
func parse(s string) uint16 {
	switch s {
	case "1.0":
		return tls.VersionTLS10
	case "1.1":
		return tls.VersionTLS11
	}
	return tls.VersionTLS12
}
func f() *tls.Config { return &tls.Config{MinVersion: parse(CLI.Min)} }
""",
        "flags that are objects": """
func f() *cli.App {
	return &cli.App{
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "tls-min-version", Value: "1.0"}, «x»
			&cli.StringFlag{Name: "tls-good", Value: "1.2"},
			&cli.StringFlag{Name: "output", Value: "1.1"},
		},
		Action: func(c *cli.Context) error {
			var min uint16
			switch c.String("tls-min-version") {
			case "1.0":
				min = tls.VersionTLS10
			case "1.2":
				min = tls.VersionTLS12
			}
			use(&tls.Config{MinVersion: min}, &tls.Config{MinVersion: versions[c.String("tls-good")]})
			return nil
		},
	}
}
""",
        "flags that are built": """
var old = kingpin.Flag("tls.min", "oldest version").Envar("X").Default("1.0").String() «x»
var good = kingpin.Flag("tls.good", "oldest version").Default("1.2").Enum("1.0", "1.2")
var set string
func f() []*tls.Config {
	kingpin.Flag("tls.set", "oldest version").Default("1.1").StringVar(&set) «x»
	return []*tls.Config{
		{MinVersion: versions[*old]}, {MinVersion: versions[*good]}, {MinVersion: versions[set]},
	}
}
""",
        "a default that a function far below sets": """
func f() *tls.Config {
	c := &tls.Config{}
	switch viper.GetString("tls.min_version") {
	case "1.0":
		c.MinVersion = tls.VersionTLS10
	case "1.1":
		c.MinVersion = tls.VersionTLS11
	}
	return c
}
func init() {
	viper.SetDefault("tls.min_version", "1.0") «x»
	viper.SetDefault("http.version", "1.1")
}
""",
        "a flag that is asked for by its name": """
func f(cmd *cobra.Command) *tls.Config {
	min, err := cmd.Flags().GetString("tls-min")
	use(err)
	return &tls.Config{MinVersion: versions[min]}
}
func init() {
	cmd.Flags().String("tls-min", "1.1", "oldest version") «x»
	cmd.Flags().String("api", "1.0", "version of the interface")
}
""",
        "the schema of a provider": """
func Provider() *schema.Provider {
	return &schema.Provider{
		Schema: map[string]*schema.Schema{
			"min":  {Type: schema.TypeString, Default: "1.0"}, «x»
			"api":  {Type: schema.TypeString, Default: "1.1"},
			"env":  &schema.Schema{DefaultFunc: schema.EnvDefaultFunc("MIN", "1.1")}, «x»
		},
	}
}
func configure(d *schema.ResourceData) []*tls.Config {
	return []*tls.Config{{MinVersion: versions[d.Get("min").(string)]}, {MinVersion: versions[d.Get("env").(string)]}}
}
""",
        "a choice that is handed on before an error": """
var floor uint16
var err error
func parse(name string, fallback uint16) (uint16, error) {
	var ver uint16
	switch name {
	case "":
		ver = fallback
	case "1.0":
		ver = tls.VersionTLS10
	case "1.2":
		ver = tls.VersionTLS12
	default:
		return fallback, problem(name)
	}
	return ver, nil
}
func init() {
	if floor, err = parse(os.Getenv("FLOOR"), tls.VersionTLS12); err != nil {
		log(err)
	}
}
func f() []*tls.Config {
	old, err := parse(os.Getenv("OLD"), tls.VersionTLS11) «x»
	use(err)
	return []*tls.Config{{MinVersion: floor}, {MinVersion: old}}
}
""",
        "both ends that a message says": """
func ends(m *Message) (uint16, uint16, error) {
	var min, max uint16
	switch m.Min {
	case pb.TLS_1_0:
		min = tls.VersionTLS10
	case pb.TLS_1_2:
		min = tls.VersionTLS12
	default:
		return min, max, problem
	}
	switch m.Max {
	case pb.TLS_1_0:
		max = tls.VersionTLS10
	case pb.TLS_1_2:
		max = tls.VersionTLS12
	default:
		return min, max, problem
	}
	return min, max, nil
}
func f(m *Message) *tls.Config {
	min, max, err := ends(m)
	use(err)
	return &tls.Config{MinVersion: min, MaxVersion: max, RootCAs: m.roots}
}
""",
        "one version that is asked for by its name": """
func f(name string, old bool) []*tls.Config {
	asked, chosen := uint16(tls.VersionTLS12), uint16(tls.VersionTLS12)
	if name == "1.0" {
		asked = tls.VersionTLS10
	}
	if old {
		chosen = tls.VersionTLS10 «x»
	}
	return []*tls.Config{{MinVersion: asked}, {MinVersion: chosen}}
}
""",
        "flags that are called like versions": """
var tls10 = flag.Bool("tls10", false, "speak TLS 1.0")
var tls10_forced = flag.Bool("only10", false, "speak TLS 1.0 alone")
var forceTLS11 = flag.Bool("only11", false, "speak TLS 1.1 alone")
var tls_forced = flag.Bool("tls", false, "speak TLS")
const ssl3 = true
func f(conn net.Conn, o Options) []*tls.Config {
	a := &tls.Config{MinVersion: tls.VersionTLS12}
	if *tls10 {
		a.MinVersion, a.MaxVersion = tls.VersionTLS10, tls.VersionTLS10
	}
	b, c, d, e := *a, *a, *a, *a
	switch {
	case o.TLSv1_1:
		b.MinVersion = tls.VersionTLS11
	}
	if ssl3 {
		c.MinVersion = tls.VersionSSL30 «x»
	}
	if o.tls {
		d.MinVersion = tls.VersionTLS10 «x»
	}
	if *forceTLS11 {
		e.MaxVersion = tls.VersionTLS11
	}
	if *tls10_forced {
		e.MinVersion = tls.VersionTLS10
	}
	if *tls_forced {
		d.MaxVersion = tls.VersionTLS11 «x»
	}
	if !*tls10 {
		e.MinVersion = tls.VersionTLS11 «x»
	}
	return []*tls.Config{a, &b, &c, &d, &e}
}
""",
    }.items()
}
