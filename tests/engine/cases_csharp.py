"""How configurations are followed, by small C# files; «x» marks a line that must be found."""

_HEAD = """using System;
using System.Collections.Generic;
using System.Configuration;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading.Tasks;
"""

CASES = {
    name: _HEAD + code
    for name, code in {
        "what builds a server gives its functions what is a server's": """
class A {
    object Mail() => new SmtpServerOptionsBuilder().Endpoint(b => b.Port(465).SupportedSslProtocols(SslProtocols.Tls11)).Build();
    object Send() => new SmtpClientOptionsBuilder().Endpoint(b => b.Port(465).SupportedSslProtocols(SslProtocols.Tls11)).Build(); «x»
    object Watch() => new ObserverBuilder().Endpoint(b => b.SupportedSslProtocols(SslProtocols.Tls11)).Build(); «x»
}
""",
        "what is only recorded is no setting": """
class Row {
    public SslProtocols P; public string Text { get; set; }
    public Row() { }
    public Row(SslProtocols p) { P = p; }
    public override string ToString() { return "offered: " + P; }
}
class A {
    class Seen { public SslProtocols Offered; }
    public class Open { public SslProtocols Given; }
    List<Seen> seen = new List<Seen>();
    public List<Open> open = new List<Open>();
    List<SslProtocols> field = new List<SslProtocols>();
    void Private() { seen.Add(new Seen { Offered = SslProtocols.Tls }); }
    void Public() { open.Add(new Open { Given = SslProtocols.Tls }); } «x»
    void Local(SslStream s) {
        var old = new List<SslProtocols>();
        old.Add(SslProtocols.Tls11);
        if (old.Contains(s.SslProtocol)) throw new Exception();
        foreach (var p in old) Console.WriteLine(p);
    }
    void Members() {
        var row = new Row { P = SslProtocols.Tls, Text = "offered" };
        row.P = SslProtocols.Tls11;
        Console.WriteLine(row);
    }
    void Rows() { var rows = new List<Row>(); rows.Add(new Row(SslProtocols.Tls)); Console.WriteLine(rows.Count); }
    List<Row> Back() { var rows = new List<Row>(); rows.Add(new Row(SslProtocols.Tls)); return rows; } «x»
    void Handed(Client c) { var row = new Row(); row.P = SslProtocols.Tls; c.Use(row); } «x»
    void Each(Client c) { var old = new List<SslProtocols>(); old.Add(SslProtocols.Tls); foreach (var p in old) c.Use(p); } «x»
    void Theirs(Client c) { var old = c.Protocols; old.Add(SslProtocols.Tls); } «x»
    void Parameter(List<SslProtocols> old) { old.Add(SslProtocols.Tls); } «x»
    void Field() { field.Add(SslProtocols.Tls); } «x»
    void Later(Client c) { var old = new List<SslProtocols>(); old.Add(SslProtocols.Tls); c.On(() => old); } «x»
}
""",
        "what a double gives is no setting": """
class A {
    void M(Mock<IP> m) {
        m.Setup(x => x.Get()).Returns(SslProtocols.Tls11);
        m.SetupGet(x => x.Protocol).ReturnsAsync(SslProtocols.Tls11);
        m.Object.Use(SslProtocols.Tls11); «x»
    }
}
""",
        "who asks for a version by its name or number has a choice": """
class A {
    SslProtocols Negotiated(int wire) { return wire == 0x301 ? SslProtocols.Tls : SslProtocols.Tls12; }
    SslProtocols Named(string name) => name == "1.0" ? SslProtocols.Tls : SslProtocols.Tls12;
    SslProtocols Flag(bool old) => old ? SslProtocols.Tls : SslProtocols.Tls12; «x»
    SslProtocols Word(string mode) => mode == "legacy" ? SslProtocols.Tls : SslProtocols.Tls12; «x»
    SslProtocols Rest(string name) => name == "1.2" ? SslProtocols.Tls12 : SslProtocols.Tls; «x»
}
""",
        "a mapping of two numbers to a version has a choice": """
class A {
    SslProtocols Hello(int major, int minor) {
        if (major == 3 && minor == 3)
            return SslProtocols.Tls12;
        if (major == 3 && minor == 1)
            return SslProtocols.Tls;
        if (major == 3 && minor == 0)
            return SslProtocols.Ssl3;
        return SslProtocols.None;
    }
    SslProtocols One(int major, int minor) { if (major == 3 && minor == 1) return SslProtocols.Tls; return SslProtocols.None; }
    SslProtocols If(int major, int minor) => major == 3 && minor == 1 ? SslProtocols.Tls : SslProtocols.None;
    SslProtocols Flag(int major, bool old) {
        if (major == 3 && !old) return SslProtocols.Tls12;
        if (major == 3 && old) return SslProtocols.Tls; «x»
        return SslProtocols.None;
    }
    SslProtocols Other(int major, int minor) { if (major == 3 && minor == 7) return SslProtocols.Tls; return SslProtocols.None; } «x»
    SslProtocols Rest(int major, int minor) { if (major == 3 && minor == 3) return SslProtocols.Tls12; return SslProtocols.Tls; } «x»
}
""",
        "a server that a client is told of is no server": """
class A {
    object Upstream() => new TlsUpstreamServer { SslProtocols = SslProtocols.Tls11 }; «x»
    object Serve() => new EchoServer { SslProtocols = SslProtocols.Tls11 };
}
""",
        "a field that is called as the version it holds is one to choose from": """
class A {
    static readonly SslProtocols _SslProtocol_Tls11;
    static A() { _SslProtocol_Tls11 = (SslProtocols)Enum.Parse(typeof(SslProtocols), "Tls11"); }
    static SslProtocols Of(int type) {
        switch (type) {
            case 1: return _SslProtocol_Tls11;
            default: return SslProtocols.Tls12;
        }
    }
}
""",
        "a static constructor knows what the class declares below it": """
class A {
    static A() {
        ServicePointManager.SecurityProtocol = Known.Base;
        new HttpClientHandler().SslProtocols = s_below;
    }
    static readonly SslProtocols s_below = SslProtocols.Tls11; «x»
    static class Known {
        public const SecurityProtocolType Base = SecurityProtocolType.Ssl3 | SecurityProtocolType.Tls12; «x»
    }
}
""",
        "a variable called tls holds any version, which is told where it is written": """
class A {
    const SecurityProtocolType Tls = (SecurityProtocolType)192;
    void M(SslStream stream) {
        var tls = SslProtocols.Tls | SslProtocols.Tls11 | SslProtocols.Tls12; «x»
        stream.AuthenticateAsClient("h", null, tls, false);
        ServicePointManager.SecurityProtocol = Tls; «x»
    }
    void N() {
        SslProtocols tls = SslProtocols.Tls; «x»
        new HttpClientHandler().SslProtocols = tls;
    }
}
""",
        "the cases that a test takes from a member are what it is given": """
class T {
    static readonly object[][] s_rows = {
        new object[] { 1, SslProtocols.Tls11 }, «x»
        new object[] { 2, SslProtocols.Tls12 },
    };
    [Theory, MemberData(nameof(Data))]
    public void A(SslProtocols p) { var h = new HttpClientHandler { SslProtocols = p }; }
    [Theory]
    [MemberData(nameof(Rows))]
    public void B(int x, SslProtocols p) { var h = new HttpClientHandler { SslProtocols = p }; }
    [TestCaseSource(nameof(s_rows))]
    public void C(int x, SslProtocols p) { var h = new HttpClientHandler { SslProtocols = p }; }
    public static TheoryData<SslProtocols> Data => new TheoryData<SslProtocols> {
        SslProtocols.Tls, «x»
        SslProtocols.Tls12,
    };
    public static IEnumerable<object[]> Rows() {
        yield return new object[] { 1, SslProtocols.Tls11 }; «x»
        yield return new object[] { 2, SslProtocols.Tls12 };
    }
    public static TheoryData<SslProtocols> Asked => new TheoryData<SslProtocols> {
        SslProtocols.Tls,
        SslProtocols.Tls12,
    };
    [MemberData(nameof(Asked))]
    public void E(SslProtocols p) { Assert.True(Known(p)); new HttpClientHandler(); }
}
""",
        "what a member of a listener is given is a server's": """
class A {
    readonly TlsListener _listener;
    readonly TlsPeer _peer;
    void M() {
        _listener.Protocols = SslProtocols.Tls;
        this._listener.Options.Protocols = SslProtocols.Tls;
        _peer.Protocols = SslProtocols.Tls11; «x»
    }
}
""",
        "what a member is given that holds what was negotiated sets nothing": """
class A {
    void M() {
        var info = new Info { NegotiatedProtocol = SslProtocols.Tls, Negotiated = SslProtocols.Tls11 };
        info.NegotiatedSslProtocol = SslProtocols.Tls;
        info.Protocol = SslProtocols.Tls11; «x»
    }
}
""",
        "what the arms of an #if make of a property counts, each of them": """
class A {
#if NET45
    static SslProtocols Best { get { return SslProtocols.Tls12; } }
    private static SecurityProtocolType Tls11 => SecurityProtocolType.Tls11;
    private static SecurityProtocolType Tls12 => SecurityProtocolType.Tls12;
#else
    static SslProtocols Best { get { return SslProtocols.Tls; } } «x»
    private static SecurityProtocolType Tls11 => (SecurityProtocolType)0x300;
    private static SecurityProtocolType Tls12 => (SecurityProtocolType)0xC00;
#endif
    void M() {
        var h = new HttpClientHandler { SslProtocols = Best };
        ServicePointManager.SecurityProtocol = Tls11 | Tls12; «x»
        if (ServicePointManager.SecurityProtocol == Tls11) return;
    }
}
static class P {
#if NET45
    public static SecurityProtocolType Tls11 => SecurityProtocolType.Tls11;
    public static SecurityProtocolType Some() { return SecurityProtocolType.Tls12; }
#elif NET40
    public static SecurityProtocolType Tls11 => (SecurityProtocolType)768;
    public static SecurityProtocolType Some() { return (SecurityProtocolType)3072; }
#endif
}
class B {
    void M() {
        ServicePointManager.SecurityProtocol = P.Tls11 | SecurityProtocolType.Tls12; «x»
        ServicePointManager.SecurityProtocol = P.Some();
    }
}
""",
        # -- what holds for the whole process
        "what was set for the process while something ran counts, though it is set anew later": """
class A {
    void Lowered() {
        ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls; «x»
        var client = new WebClient();
        client.DownloadString("https://a.example");
        ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12;
    }
    void OneWay(bool old) {
        if (old) { ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls11; } «x»
        Send();
        ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12;
    }
    void NothingRan() {
        ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls;
        var client = new WebClient();
        ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12;
        client.DownloadString("https://a.example");
    }
    void SetByWhatIsCalled() {
        ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls11;
        Raise();
        Send();
    }
    void Raise() { ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12; }
}
""",
        "a number that is cast and given back names a version, as the constant does": """
class A {
    static SecurityProtocolType Old() { return (SecurityProtocolType)192; } «x»
    static SslProtocols Mixed() => (SslProtocols)(192 | 3072); «x»
    static SecurityProtocolType Good() => (SecurityProtocolType)3072;
    static SecurityProtocolType Tls11 => (SecurityProtocolType)768;
    static int Other() => (int)192;
    static SecurityProtocolType Taken() => (SecurityProtocolType)768; «x»
    void F() { ServicePointManager.SecurityProtocol = Taken(); }
}
""",
        "a number that is cast and handed to what nobody knows names a version too": """
class A {
    void F() {
        client.Use((SslProtocols)768); «x»
        client.Use((SslProtocols)3072);
        client.Connect("h", protocols: (SslProtocols)192); «x»
        client.Use((SecurityProtocolType)(768 | 3072)); «x»
        client.Use((SecurityProtocolType)768 | (SecurityProtocolType)3072); «x»
        client.Use(SecurityProtocolType.Tls12 | (SecurityProtocolType)0xC0); «x»
        var thing = new Thing { P = (SslProtocols)192 }; «x»
        client.Use((Color)192);
        client.Use((SecurityProtocolType)0);
        if (x.HasFlag((SslProtocols)192) || known.Contains((SslProtocols)192)) { }
        Assert.AreEqual((SslProtocols)768, x.Parse("tls11"));
    }
    static SecurityProtocolType Tls11 = (SecurityProtocolType)768;
}
""",
        "a number in a text that is cast is a number": """
class A {
    void F() { ServicePointManager.SecurityProtocol = (SecurityProtocolType)Convert.ToInt32("192"); } «x»
    void G() { ServicePointManager.SecurityProtocol = (SecurityProtocolType)int.Parse(ConfigurationManager.AppSettings["tls"] ?? "768"); } «x»
    void H() { ServicePointManager.SecurityProtocol = (SecurityProtocolType)int.Parse("3072"); }
}
""",
        "the cases of a test are what its method is given": """
class A {
    [Theory]
    [InlineData("a", SslProtocols.Tls)] «x»
    [InlineData("b", SslProtocols.Tls12)]
    [InlineData("c", SslProtocols.Tls11)] «x»
    public void Xunit(string host, SslProtocols p) { var h = new HttpClientHandler { SslProtocols = p }; }
    [TestCase(SecurityProtocolType.Tls)] «x»
    [TestCase(SecurityProtocolType.Tls12)]
    public void Nunit(SecurityProtocolType p) { ServicePointManager.SecurityProtocol = p; Send(); }
    [Test]
    public void Values([Values(SslProtocols.Tls11, SslProtocols.Tls12)] SslProtocols p) { «x»
        using (var h = new HttpClientHandler { SslProtocols = p }) { }
    }
    [DataRow("tls1", SslProtocols.Tls)]
    public void Parses(string text, SslProtocols p) { Assert.AreEqual(p, Parser.Parse(text)); }
}
""",
        "what is made of a type that is called a server is a server's": """
class A {
    void F() {
        var a = new EchoServer(443, SslProtocols.Tls);
        var b = new TlsServerSettings(cert, SslProtocols.Tls);
        var c = new SqlServer(443, SslProtocols.Tls); «x»
        var d = new ServerConnection("h", SslProtocols.Tls11); «x»
        o.Options = new ServerAuthenticationOptions { EnabledSslProtocols = SslProtocols.Tls11 };
        o.Options = new ClientAuthenticationOptions { EnabledSslProtocols = SslProtocols.Tls11 }; «x»
    }
}
class Old : BaseServer { protected override SslProtocols Enabled => SslProtocols.Tls; }
class Echo : SslServerBase { Echo(int port) : base(port, SslProtocols.Tls) { } }
class Client : ConnectionBase { Client(int port) : base(port, SslProtocols.Tls) { } } «x»
class TlsSettings { protected TlsSettings(SslProtocols p) { P = p; } public SslProtocols P { get; } }
class ClientTlsSettings : TlsSettings {
    public ClientTlsSettings(string host) : this(host, SslProtocols.Tls) { } «x»
    public ClientTlsSettings(string host, SslProtocols p) : base(p) { }
}
class ListenerOptions { SslProtocols P { get; set; } = SslProtocols.Tls; }
class SenderOptions { SslProtocols P { get; set; } = SslProtocols.Tls; } «x»
class TlsServerOptions { public SslProtocols P { get; set; } = SslProtocols.Tls11; }
class Makes {
    object F() => new TlsServerOptions { P = SslProtocols.Tls };
    object G() => new SenderOptions { P = SslProtocols.Tls }; «x»
}
class ServerTlsSettings : TlsSettings {
    public ServerTlsSettings(string host) : this(host, SslProtocols.Tls) { }
    public ServerTlsSettings(string host, SslProtocols p) : base(p) { }
}
""",
        "what a list on the screen holds is a choice": """
class A {
    void Load() {
        comboBox.Items.Add(SslProtocols.Tls);
        comboBox.Items.AddRange(new object[] { SslProtocols.Tls, SslProtocols.Tls12 });
        this.own.Items.Insert(0, SslProtocols.Tls);
        combo.Items.Add(new Choice<SslProtocols>("TLS", SslProtocols.Tls));
        combo.Items.Add(new { Text = "old", Value = SslProtocols.Tls });
        var rows = new List<KeyValuePair<string, SslProtocols>>();
        rows.Add(new KeyValuePair<string, SslProtocols>("TLS 1.0", SslProtocols.Tls));
        rows.Add(new KeyValuePair<string, SslProtocols>("TLS 1.2", SslProtocols.Tls12));
        own.Add(new Choice { Text = "TLS 1.0", Value = SslProtocols.Tls });
        own.Add(new Choice { Text = "TLS 1.2", Value = SslProtocols.Tls12 });
        sockets.Add(SslProtocols.Tls); «x»
        servers.Add(new Endpoint("a.example", SslProtocols.Tls)); «x»
        servers.Add(new Endpoint("b.example", SslProtocols.Tls12));
    }
}
""",
        "what a function that a test expects to throw is made of": """
class Tests {
    async Task Refused() {
        var a = new HttpClientHandler { SslProtocols = SslProtocols.Tls11 };
        using var c = new HttpClient(a);
        await Assert.ThrowsAsync<HttpRequestException>(() => c.GetAsync(url));
        var b = new HttpClientHandler();
        b.SslProtocols = SslProtocols.Tls11;
        HttpClient d = new HttpClient(b);
        await Assert.ThrowsAnyAsync<Exception>(async () => { await d.GetAsync(url); });
        var o = new SslClientAuthenticationOptions { EnabledSslProtocols = SslProtocols.Tls11 };
        await Assert.ThrowsExactlyAsync<AuthenticationException>(() => stream.AuthenticateAsClientAsync(o));
        var e = new HttpClient(new HttpClientHandler { SslProtocols = SslProtocols.Tls11 });
        Func<Task> act = () => e.GetAsync(url);
        await act.Should().ThrowAsync<HttpRequestException>();
        var f = new HttpClient(new HttpClientHandler { SslProtocols = SslProtocols.Tls11 });
        await f.Awaiting(x => x.GetAsync(url)).Should().ThrowAsync<HttpRequestException>();
        var s = new SslStream(inner);
        Action start = () => s.AuthenticateAsClient("h", null, SslProtocols.Tls11, false);
        start.Should().Throw<Exception>().WithMessage("refused");
        Assert.That(() => s.AuthenticateAsClient("h", null, SslProtocols.Tls11, false), Throws.TypeOf<Exception>());
        await Assert.That(async () => await s.AuthenticateAsClientAsync("h", null, SslProtocols.Tls, false)).Throws<Exception>();
        Check.ThatCode(() => s.AuthenticateAsClient("h", null, SslProtocols.Tls, false)).Throws<Exception>();
        Assert.Catch<Exception>(() => s.AuthenticateAsClient("h", null, SslProtocols.Tls11, false));
        Should.Throw<Exception>(() => s.AuthenticateAsClient("h", null, SslProtocols.Tls11, false));
        var g = new HttpClient(new HttpClientHandler { SslProtocols = SslProtocols.Tls11 });
        var error = await Record.ExceptionAsync(() => g.GetAsync(url));
        Assert.NotNull(error);
        var other = Record.Exception(() => s.AuthenticateAsClient("h", null, SslProtocols.Tls11, false));
        other.Should().BeOfType<AuthenticationException>();
    }
    [TestMethod, ExpectedException(typeof(AuthenticationException))]
    public void Old() { stream.AuthenticateAsClient("h", null, SslProtocols.Tls11, false); }
    [TestMethod, Timeout(10)]
    public void Older() { stream.AuthenticateAsClient("h", null, SslProtocols.Tls, false); } «x»
    async Task Connects() {
        var a = new HttpClientHandler { SslProtocols = SslProtocols.Tls11 }; «x»
        using var c = new HttpClient(a);
        await Assert.ThrowsAsync<HttpRequestException>(() => c.GetAsync(url));
        await c.GetAsync(other);
        var b = new HttpClientHandler { SslProtocols = SslProtocols.Tls11 }; «x»
        using var d = new HttpClient(b);
        using var e = new HttpClient(b);
        await Assert.ThrowsAsync<HttpRequestException>(() => d.GetAsync(url));
        await e.GetAsync(url);
        var s = new SslStream(inner);
        Action start = () => s.AuthenticateAsClient("h", null, SslProtocols.Tls11, false); «x»
        start.Should().NotThrow();
        await Assert.That(async () => await s.AuthenticateAsClientAsync("h", null, SslProtocols.Tls, false)).ThrowsNothing(); «x»
        var error = Record.Exception(() => s.AuthenticateAsClient("h", null, SslProtocols.Tls11, false)); «x»
        Assert.Null(error);
        Assert.That(() => s.AuthenticateAsClient("h", null, SslProtocols.Tls, false), Throws.Nothing); «x»
    }
}
""",
        "what a test expects of a value or a call is no setting": """
class A {
    async Task Expected() {
        x.Protocol.Should().Be(SslProtocols.Tls);
        x.Should().NotContain(SslProtocols.Tls);
        x.Should().HaveFlag(SslProtocols.Tls);
        mock.Verify(y => y.Set(SslProtocols.Tls), Times.Never());
        mock.VerifySet(y => y.Protocols = SslProtocols.Tls);
        A.CallTo(() => x.Set(SslProtocols.Tls)).MustHaveHappened();
        x.Received().Set(SslProtocols.Tls);
        Assert.That(x, Does.Not.Contain(SslProtocols.Tls));
        Assert.That(x, Has.Member(SslProtocols.Tls));
        x.Set(SslProtocols.Tls); «x»
    }
}
""",
        # -- objects through their life
        "a later assignment heals, another object does not": """
class A {
    void F() {
        var old = new HttpClientHandler();
        old.SslProtocols = SslProtocols.Tls; «x»
        var good = new HttpClientHandler();
        good.SslProtocols = SslProtocols.Tls;
        good.SslProtocols = SslProtocols.Tls12;
    }
}
""",
        "a handler of the class, configured in two methods": """
class A {
    private readonly HttpClientHandler _handler = new HttpClientHandler();
    public A() { _handler.SslProtocols = SslProtocols.Tls12; }
    public void Legacy() { this._handler.SslProtocols = SslProtocols.Tls11; } «x»
}
""",
        "a handler that a factory returns and its caller configures": """
static class Factory {
    static HttpClientHandler Make() { return new HttpClientHandler { UseCookies = false }; }
    static void Use() {
        var handler = Make();
        handler.SslProtocols = SslProtocols.Tls | SslProtocols.Tls12; «x»
    }
}
""",
        "a factory whose handler is healed by its caller": """
static class Factory {
    static HttpClientHandler Make() {
        var h = new HttpClientHandler();
        h.SslProtocols = SslProtocols.Tls12;
        return h;
    }
    static void Use() {
        var handler = Make();
        handler.SslProtocols = SslProtocols.None;
    }
}
""",
        "what is set at last holds where the body returns, and what the body sets until then": """
class A : WebClient {
    string Back(string a) {
        ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12;
        try { return DownloadString(a); }
        finally { ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls; } «x»
    }
    string Once(string a) {
        try {
            ServicePointManager.SecurityProtocol = SecurityProtocolType.Ssl3; «x»
            return DownloadString(a);
        }
        finally { ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12; }
    }
    HttpClientHandler Healed(bool b) {
        var h = new HttpClientHandler();
        try {
            h.SslProtocols = SslProtocols.Tls;
            if (b) return h;
        }
        finally { h.SslProtocols = SslProtocols.Tls12; }
        return h;
    }
    HttpClientHandler Spoilt(bool b) {
        var h = new HttpClientHandler();
        try {
            h.SslProtocols = SslProtocols.Tls12;
            if (b) return h;
        }
        finally { h.SslProtocols = SslProtocols.Tls; } «x»
        return h;
    }
}
""",
        "flags that are given, in the words of another enumeration": """
class A {
    SecurityProtocolType Convert(SslProtocols given) {
        SecurityProtocolType t = 0;
        if ((given & SslProtocols.Ssl3) != 0) t |= SecurityProtocolType.Ssl3;
        if ((given & SslProtocols.Tls) == SslProtocols.Tls) { t = t | SecurityProtocolType.Tls; }
        if (given.HasFlag(SslProtocols.Tls11)) t |= SecurityProtocolType.Tls11;
        if ((given & SslProtocols.Tls12) != 0) t |= SecurityProtocolType.Tls12;
        return t;
    }
    void Use(Options o) { ServicePointManager.SecurityProtocol |= Convert(o.Protocol); }
}
""",
        "who gives the flags says the version": """
class A {
    SecurityProtocolType Convert(SslProtocols given) {
        SecurityProtocolType t = 0;
        if ((given & SslProtocols.Tls) != 0) t |= SecurityProtocolType.Tls;
        if ((given & SslProtocols.Tls12) != 0) t |= SecurityProtocolType.Tls12;
        return t;
    }
    void Use() { ServicePointManager.SecurityProtocol = Convert(SslProtocols.Tls); } «x»
}
""",
        "what was negotiated, in other words": """
class A {
    void Read(uint n, out SslProtocols p) {
        if ((n & Native.SP_PROT_TLS1_2) != 0) p = SslProtocols.Tls12;
        else if ((n & Native.SP_PROT_TLS1_1) != 0) p = SslProtocols.Tls11;
        else if ((n & Native.SP_PROT_SSL3_CLIENT) == Native.SP_PROT_SSL3_CLIENT) p = SslProtocols.Ssl3;
        else p = SslProtocols.None;
    }
    SslProtocols Read(uint n) {
        if (n == Native.Tls1_1) return SslProtocols.Tls11;
        return SslProtocols.Tls12;
    }
    SslProtocols Switched(uint n) {
        switch (n) { case Native.TLS_1_1: return SslProtocols.Tls11; default: return SslProtocols.None; }
    }
}
""",
        "another version than the one that is asked for": """
class A {
    SslProtocols Convert(SslProtocols p, Options o) {
        SslProtocols t = SslProtocols.None;
        if ((p & SslProtocols.Tls12) != 0) t |= SslProtocols.Tls; «x»
        if ((p & SslProtocols.Tls11) == 0) t |= SslProtocols.Tls11; «x»
        if ((o & Options.Legacy) != 0) t |= SslProtocols.Ssl3; «x»
        return t;
    }
}
""",
        "early exit": """
class A {
    void F(bool old) {
        if (old) {
            ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls; «x»
            return;
        }
        ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12;
    }
}
""",
        "what comes after a branch heals both arms": """
class A {
    void F(bool old) {
        var h = new HttpClientHandler();
        if (old) h.SslProtocols = SslProtocols.Tls; else h.SslProtocols = SslProtocols.Tls12;
        h.SslProtocols = SslProtocols.Tls12;
    }
}
""",
        "try the new one and fall back": """
class A {
    static A() {
        try {
            ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12;
        } catch (NotSupportedException) {
            ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls; «x»
        }
    }
}
""",
        "the options of a SocketsHttpHandler in a using": """
class A {
    async Task F() {
        using var handler = new SocketsHttpHandler();
        handler.SslOptions = new SslClientAuthenticationOptions();
        handler.SslOptions.EnabledSslProtocols = SslProtocols.Tls11; «x»
        using (var http = new HttpClient(handler)) await http.GetAsync("https://host");
    }
}
""",
        "options handed to AuthenticateAsClientAsync": """
class A {
    async Task F(Stream inner) {
        var options = new SslClientAuthenticationOptions { TargetHost = "host" };
        options.EnabledSslProtocols = SslProtocols.Tls12;
        options.EnabledSslProtocols |= SslProtocols.Tls11; «x»
        await new SslStream(inner).AuthenticateAsClientAsync(options);
    }
}
""",
        "a handler of one's own sets its own property": """
class OldHandler : HttpClientHandler {
    public OldHandler() {
        SslProtocols = SslProtocols.Tls; «x»
    }
}
class GoodHandler : HttpClientHandler {
    public GoodHandler() { this.SslProtocols = SslProtocols.Tls12; }
}
""",
        "a base class's constructor is given the version": """
class Old : Connection {
    public Old() : base("host", SslProtocols.Tls) { } «x»
}
""",
        "a lambda configures the primary handler": """
class Startup {
    void ConfigureServices(IServiceCollection services) {
        services.AddHttpClient("a").ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler { SslProtocols = SslProtocols.Tls }); «x»
        services.AddHttpClient("b").ConfigurePrimaryHttpMessageHandler(() => {
            var h = new HttpClientHandler();
            h.SslProtocols = SslProtocols.Tls12;
            return h;
        });
    }
}
""",
        "expression bodies and target-typed new": """
class A {
    HttpClientHandler Old => new() { SslProtocols = SslProtocols.Tls11 }; «x»
    HttpClientHandler Good() => new() { SslProtocols = SslProtocols.Tls12 };
}
""",
        "with expressions and records": """
record Settings(SslProtocols Protocols = SslProtocols.Tls12);
class A {
    Settings F(Settings s) => s with { Protocols = SslProtocols.Tls11 }; «x»
}
""",
        "removal in every spelling": """
class A {
    void F() {
        ServicePointManager.SecurityProtocol &= ~SecurityProtocolType.Ssl3;
        ServicePointManager.SecurityProtocol = ServicePointManager.SecurityProtocol & ~SecurityProtocolType.Tls;
        ServicePointManager.SecurityProtocol &= ~(SecurityProtocolType)(48 | 192);
        ServicePointManager.SecurityProtocol ^= SecurityProtocolType.Tls11;
    }
}
""",
        "everything, then removal of the old": """
class A {
    void F() {
        ServicePointManager.SecurityProtocol = SecurityProtocolType.Ssl3 | SecurityProtocolType.Tls | SecurityProtocolType.Tls11 | SecurityProtocolType.Tls12;
        ServicePointManager.SecurityProtocol &= ~(SecurityProtocolType.Ssl3 | SecurityProtocolType.Tls | SecurityProtocolType.Tls11);
    }
}
""",
        "everything, then removal of one": """
class A {
    void F() {
        ServicePointManager.SecurityProtocol = SecurityProtocolType.Ssl3 | SecurityProtocolType.Tls | SecurityProtocolType.Tls12; «x»
        ServicePointManager.SecurityProtocol &= ~SecurityProtocolType.Ssl3;
    }
}
""",
        "only where it is missing": """
class A {
    void F() {
        if (!ServicePointManager.SecurityProtocol.HasFlag(SecurityProtocolType.Tls11))
            ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls11; «x»
        if ((ServicePointManager.SecurityProtocol & SecurityProtocolType.Tls12) == 0)
            ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls12;
    }
}
""",
        # -- values
        "constants, read-only statics and arithmetic": """
class A {
    const int Tls10 = 0xC0, Tls12Number = 0xC00;
    static readonly SecurityProtocolType Good = (SecurityProtocolType)Tls12Number;
    private const SecurityProtocolType Legacy = (SecurityProtocolType)(Tls10 | 0x300); «x»
    void F() {
        ServicePointManager.SecurityProtocol = Good;
    }
    void G() {
        ServicePointManager.SecurityProtocol = Legacy;
    }
    void H() {
        ServicePointManager.SecurityProtocol = (SecurityProtocolType)(3072 + 768); «x»
    }
    void I() {
        ServicePointManager.SecurityProtocol = (SecurityProtocolType)(192 << 4);
    }
}
""",
        "both outcomes of a conditional count": """
class A {
    void F(bool modern) {
        ServicePointManager.SecurityProtocol = modern ? SecurityProtocolType.Tls12 : SecurityProtocolType.Tls; «x»
    }
    void G(string v) {
        ServicePointManager.SecurityProtocol = v switch {
            "new" => SecurityProtocolType.Tls12,
            _ => SecurityProtocolType.Ssl3 «x»
        };
    }
}
""",
        "a look-up with a default": """
class A {
    void F() {
        var text = Environment.GetEnvironmentVariable("TLS") ?? "Tls11"; «x»
        ServicePointManager.SecurityProtocol = (SecurityProtocolType)Enum.Parse(typeof(SecurityProtocolType), text, true);
    }
    void G(IConfiguration configuration) {
        var h = new HttpClientHandler();
        h.SslProtocols = configuration.GetValue("Tls", SslProtocols.Tls); «x»
    }
    void H(IConfiguration configuration) {
        var h = new HttpClientHandler();
        h.SslProtocols = configuration.GetValue<SslProtocols>("Tls", SslProtocols.Tls12);
    }
}
""",
        "parsing texts": """
class A {
    void F() {
        var h = new HttpClientHandler();
        h.SslProtocols = (SslProtocols)Enum.Parse(typeof(SslProtocols), "Tls" + "11"); «x»
    }
    void G() {
        var names = new[] { "Tls11", "Tls12" }; «x»
        ServicePointManager.SecurityProtocol = (SecurityProtocolType)Enum.Parse(typeof(SecurityProtocolType), string.Join(", ", names));
    }
    void H() {
        ServicePointManager.SecurityProtocol = 0;
        foreach (var name in "Tls,Tls12".Split(',')) «x»
            ServicePointManager.SecurityProtocol |= (SecurityProtocolType)Enum.Parse(typeof(SecurityProtocolType), name);
    }
    void I() {
        ServicePointManager.SecurityProtocol = Enum.Parse<SecurityProtocolType>(nameof(SecurityProtocolType.Tls12));
    }
}
""",
        "arrays and lists summed up": """
class A {
    static readonly SslProtocols[] All = { SslProtocols.Tls, SslProtocols.Tls12 }; «x»
    void F() {
        SslProtocols sum = SslProtocols.None;
        foreach (var p in All) sum |= p;
        new HttpClientHandler().SslProtocols = sum;
    }
    void G() {
        var list = new List<SecurityProtocolType>();
        list.Add(SecurityProtocolType.Tls12);
        list.Add(SecurityProtocolType.Tls11); «x»
        ServicePointManager.SecurityProtocol = list.Aggregate((a, b) => a | b);
    }
}
""",
        "a helper takes the version": """
class A {
    void Old() { Use(SecurityProtocolType.Tls); } «x»
    void Good() { Use(SecurityProtocolType.Tls12); }
    void Use(SecurityProtocolType type) { ServicePointManager.SecurityProtocol = type; }
}
""",
        "a helper gives the version": """
class A {
    void F() { ServicePointManager.SecurityProtocol = Choose(); }
    static SecurityProtocolType Choose() {
        return SecurityProtocolType.Tls | SecurityProtocolType.Tls12; «x»
    }
}
""",
        "a default parameter": """
class A {
    static void Connect(SslStream s, SslProtocols p = SslProtocols.Tls) { «x»
        s.AuthenticateAsClient("host", null, p, false);
    }
    static void Fine(SslStream s, SslProtocols p = SslProtocols.Tls12) {
        s.AuthenticateAsClient("host", null, p, false);
    }
}
""",
        "what cannot be known is no finding": """
class A {
    void F(SecurityProtocolType given) { ServicePointManager.SecurityProtocol = given; }
    void G() { ServicePointManager.SecurityProtocol = (SecurityProtocolType)int.Parse(Console.ReadLine()); }
    void H() { ServicePointManager.SecurityProtocol = Settings.Default.Protocol; }
}
""",
        "every flag of the enumeration": """
class A {
    void F() {
        var before = ServicePointManager.SecurityProtocol;
        ServicePointManager.SecurityProtocol |= before | SecurityProtocolType.Tls12;
    }
    void G() {
        var p = ServicePointManager.SecurityProtocol | SecurityProtocolType.Tls11; «x»
        ServicePointManager.SecurityProtocol = p;
    }
}
""",
        "a builder of one's own": """
public class Builder {
    private SslProtocols _protocols = SslProtocols.Tls12;
    public Builder WithProtocols(SslProtocols p) { _protocols = p; return this; }
    public HttpClientHandler Build() => new HttpClientHandler { SslProtocols = _protocols };
}
class A {
    void Old() { new Builder().WithProtocols(SslProtocols.Tls11).Build(); } «x»
    void Good() { new Builder().WithProtocols(SslProtocols.Tls12).Build(); }
}
""",
        # -- client or server
        "the server's side": """
class A {
    async Task Server(TcpClient client, X509Certificate2 cert) {
        var ssl = new SslStream(client.GetStream(), false);
        await ssl.AuthenticateAsServerAsync(cert, false, SslProtocols.Tls | SslProtocols.Tls11 | SslProtocols.Tls12, false);
        var o = new SslServerAuthenticationOptions { ServerCertificate = cert, EnabledSslProtocols = SslProtocols.Tls };
        await ssl.AuthenticateAsServerAsync(o);
    }
}
""",
        "one field used on both sides": """
class A {
    private const SslProtocols Protocols = SslProtocols.Tls11; «x»
    void Client(SslStream s) { s.AuthenticateAsClient("host", null, Protocols, false); }
    void Server(SslStream s) { s.AuthenticateAsServer(null, false, Protocols, false); }
}
""",
        "one field used by a server alone": """
class A {
    private const SslProtocols Protocols = SslProtocols.Tls11;
    void Server(SslStream s) { s.AuthenticateAsServer(null, false, Protocols, false); }
}
""",
        "Kestrel is a server": """
class Program {
    static void Main() {
        builder.WebHost.UseKestrel(k => {
            k.ConfigureHttpsDefaults(o => o.SslProtocols = SslProtocols.Tls);
            k.ListenAnyIP(443, l => { l.UseHttps("a.pfx", "x", o => { o.SslProtocols = SslProtocols.Tls11; }); });
        });
    }
}
""",
        # -- not a finding
        "comparisons, labels and displays": """
class A {
    string Name(SslProtocols p) {
        switch (p) {
            case SslProtocols.Ssl2: return "SSL 2";
            case SslProtocols.Tls11: return "TLS 1.1";
            default: return p.ToString();
        }
    }
    string Short(SslProtocols p) => p switch { SslProtocols.Tls => "1.0", SslProtocols.Tls12 => "1.2", _ => "" };
    bool Old(SslStream s) {
        Console.WriteLine(SslProtocols.Tls);
        Log.Warn("{0} is old", SslProtocols.Ssl3);
        if (s.SslProtocol < SslProtocols.Tls12 || s.SslProtocol is SslProtocols.Tls or SslProtocols.Tls11) throw new Exception($"{SslProtocols.Tls}");
        return s.SslProtocol == SslProtocols.Tls || SslProtocols.Tls11.Equals(s.SslProtocol);
    }
}
""",
        "a deny list": """
class A {
    static readonly SslProtocols[] Forbidden = { SslProtocols.Ssl2, SslProtocols.Ssl3, SslProtocols.Tls };
    void Check(SslProtocols p) { if (Forbidden.Contains(p)) throw new NotSupportedException(); }
}
""",
        "properties that run code are read where they are named": """
class A {
    static SecurityProtocolType Ssl3 => SecurityProtocolType.Ssl3;
    SecurityProtocolType Good => SecurityProtocolType.Tls12;
    SecurityProtocolType Old { get { return SecurityProtocolType.Tls; } } «x»
    HttpClientHandler Handler => new HttpClientHandler();
    void F() { ServicePointManager.SecurityProtocol = Ssl3 | Good; } «x»
    void G() { ServicePointManager.SecurityProtocol = this.Good; }
    void H() { ServicePointManager.SecurityProtocol = this.Old | Good; }
    void I() { Handler.SslProtocols = SslProtocols.Tls11; } «x»
}
""",
        "an enumeration of the application's own, cast where it is used": """
enum Hack { Tls = 192, Tls11 = 768, Tls12 = 3072 }
class A {
    void Old(HttpClientHandler h) {
        var hack = (SslProtocols)(Hack.Tls12 | Hack.Tls); «x»
        if (h.SslProtocols != hack) h.SslProtocols = hack;
    }
    void New(HttpClientHandler h) { h.SslProtocols = (SslProtocols)Hack.Tls12; }
}
""",
        "an enumeration for an older framework is made of the system's own constants": """
namespace Polyfills {
    [Flags]
    public enum SecurityProtocolType {
        SystemDefault = 0,
        Ssl3 = global::System.Net.SecurityProtocolType.Ssl3,
        Tls = global::System.Net.SecurityProtocolType.Tls,
        Old = System.Net.SecurityProtocolType.Tls | System.Net.SecurityProtocolType.Tls11,
        Tls12 = 3072,
    }
}
enum Level { Low = (int)SslProtocols.Tls, High = (int)SslProtocols.Tls12 }
class A {
    const SslProtocols Low = SslProtocols.Tls; «x»
    void New(HttpClientHandler h) { h.SslProtocols = (SslProtocols)Level.High; }
}
""",
        "a union of numbers, kept as a number until it is cast": """
class A {
    protected bool _Tls11 = true;
    public bool EnableTls11 { get => _Tls11; set { _Tls11 = value; } }
    public bool EnableTls12 { get; set; } = true;
    void F(SslStream s, string h) {
        const int Tls11 = 768;
        int protocols = 0;
        if (EnableTls11) protocols |= Tls11; «x»
        if (EnableTls12) protocols |= 3072;
        s.AuthenticateAsClient(h, null, (SslProtocols)protocols, false);
    }
}
""",
        "where the other branch has no encryption the old version is no choice among others": """
class A {
    SslProtocols level;
    SslProtocols Level(Encryption wanted) {
        switch (wanted) {
            case Encryption.None: level = SslProtocols.None; break;
            case Encryption.Tls10: level = SslProtocols.Tls; break; «x»
            default: throw new Exception("unknown");
        }
        return level;
    }
    SslProtocols Several(Encryption wanted) {
        switch (wanted) {
            case Encryption.None: return SslProtocols.None;
            case Encryption.Tls10: return SslProtocols.Tls;
            default: return SslProtocols.Tls12;
        }
    }
    SslProtocols Unknown(Encryption wanted) {
        switch (wanted) {
            case Encryption.None: level = SslProtocols.None; break;
            case Encryption.Tls10: level = SslProtocols.Tls; break;
            default: level = newest; break;
        }
        return level;
    }
}
""",
        "a member that reflection finds by its name": """
class A {
    void F(string given) {
        var tls11 = typeof(SecurityProtocolType).GetField("Tls11", BindingFlags.Static | BindingFlags.Public);
        if (tls11 != null)
            ServicePointManager.SecurityProtocol |= (SecurityProtocolType)tls11.GetValue(null); «x»
        var tls12 = typeof(SecurityProtocolType).GetField("Tls12");
        if (tls12 != null) ServicePointManager.SecurityProtocol |= (SecurityProtocolType)tls12.GetValue(null);
        ServicePointManager.SecurityProtocol |= (SecurityProtocolType)typeof(SecurityProtocolType).GetField(given).GetValue(null);
    }
}
""",
        "a library's own enumeration": """
[Flags]
public enum MySecurityProtocolType { Ssl3 = 48, Tls = 192, Tls11 = 768, Tls12 = 3072 }
namespace System.Security.Authentication {
    public static class SslProtocolsExtensions {
        public const SslProtocols Tls12 = (SslProtocols)0x00000C00;
        public const SslProtocols Tls11 = (SslProtocols)0x00000300;
    }
}
""",
        "objects in arrays and collections": """
class A {
    readonly Dictionary<string, SslServerAuthenticationOptions> byHost = new Dictionary<string, SslServerAuthenticationOptions>();
    void F(SslServerAuthenticationOptions[] servers, SslClientAuthenticationOptions[] clients) {
        servers[0].EnabledSslProtocols = SslProtocols.Tls;
        clients[0].EnabledSslProtocols = SslProtocols.Tls; «x»
        var made = new SslServerAuthenticationOptions[2];
        made[0] = new SslServerAuthenticationOptions();
        made[1].EnabledSslProtocols = SslProtocols.Tls11;
    }
    void G(List<SslServerAuthenticationOptions> given) {
        byHost["a"].EnabledSslProtocols = SslProtocols.Tls;
        var local = new List<SslServerAuthenticationOptions>();
        local[0].EnabledSslProtocols = SslProtocols.Tls;
        foreach (var each in given) each.EnabledSslProtocols = SslProtocols.Tls;
    }
    void H(IReadOnlyList<SslClientAuthenticationOptions> given) {
        foreach (var each in given) each.EnabledSslProtocols = SslProtocols.Tls; «x»
    }
}
""",
        "all but those named": """
class A {
    void F() { ServicePointManager.SecurityProtocol = ~SecurityProtocolType.Ssl3; } «x»
    void G() { ServicePointManager.SecurityProtocol = ~(SecurityProtocolType.Ssl3 | SecurityProtocolType.Tls | SecurityProtocolType.Tls11); }
    void H(SslStream s) {
        s.AuthenticateAsClient("h", null, ~(SslProtocols)(48 | 192), false); «x»
        s.AuthenticateAsClient("h", null, ~(SslProtocols.Ssl2 | SslProtocols.Ssl3 | SslProtocols.Tls | SslProtocols.Tls11), false);
    }
    void I(SslProtocols given) {
        given &= ~SslProtocols.Tls;
        new HttpClientHandler().SslProtocols = given & ~SslProtocols.Tls11;
    }
}
""",
        "each alternative, and what is added to it, is a place to edit": """
class A {
    void F(bool old) {
        ServicePointManager.SecurityProtocol = old
            ? SecurityProtocolType.Ssl3 «x»
            : SecurityProtocolType.Tls; «x»
    }
    void G(bool more) {
        ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls; «x»
        if (more) ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls11; «x»
    }
}
""",
        "a table of choices": """
class A {
    static readonly Dictionary<string, SslProtocols> ByName = new Dictionary<string, SslProtocols> {
        ["1.0"] = SslProtocols.Tls,
        ["1.1"] = SslProtocols.Tls11,
        { "1.2", SslProtocols.Tls12 },
    };
    SslProtocols Parse(string s) {
        switch (s) {
            case "tls10": return SslProtocols.Tls;
            case "tls11": return SslProtocols.Tls11;
            default: return SslProtocols.Tls12;
        }
    }
}
""",
        "a mask that only asks": """
class A {
    private const SslProtocols Weak = SslProtocols.Ssl3 | SslProtocols.Tls | SslProtocols.Tls11;
    private const SslProtocols Used = SslProtocols.Tls | SslProtocols.Tls12; «x»
    bool IsWeak(SslProtocols p) => (p & Weak) != 0;
    bool IsUsed(SslProtocols p) => (p & Used) != 0;
    void F(Client client, SslProtocols more) { client.Open(Used); }
}
""",
        "a switch expression offers, its default does not": """
class A {
    static SslProtocols ByName(string name) => name switch {
        "ssl3" => SslProtocols.Ssl3,
        "tls1.0" or "tls1" => SslProtocols.Tls,
        "tls1.2" => SslProtocols.Tls12,
        _ => SslProtocols.None
    };
    static SslProtocols Old(Version v) => v switch {
        Version.V11 => SslProtocols.Tls11,
        Version.V12 => SslProtocols.Tls12,
        _ => SslProtocols.Tls «x»
    };
    static SslProtocols All(Version v) => v switch {
        Version.V11 => SslProtocols.Tls11,
        Version.V12 => SslProtocols.Tls12,
    };
    void F(string s) { new HttpClientHandler().SslProtocols = ByName(s); }
}
""",
        "attributes and documentation": """
/// <summary>Use <c>SecurityProtocolType.Tls</c>.</summary>
class A {
    [DefaultValue(SslProtocols.Tls12)]
    public SslProtocols Good { get; set; } = SslProtocols.Tls12; // not SslProtocols.Tls
    // ServicePointManager.SecurityProtocol = SecurityProtocolType.Ssl3;
    #if false
    void F() { ServicePointManager.SecurityProtocol = SecurityProtocolType.Ssl3; }
    #endif
}
""",
        "assertions, questions and removals": """
class A {
    [DefaultValue(SslProtocols.Tls)]
    public SslProtocols Shown { get; set; }
    void F(List<SslProtocols> list) {
        Assert.DoesNotContain(SslProtocols.Tls, list);
        shown.Protocol.Should().Be(SslProtocols.Ssl3);
        list.Remove(SslProtocols.Tls);
        new HashSet<SslProtocols>(list).ExceptWith(new[] { SslProtocols.Ssl3 });
        server.DisableProtocol(SslProtocols.Tls11);
        if (Platform.IsSupported(SslProtocols.Tls)) Issue(SslProtocols.Ssl2); «x»
    }
}
""",
        "what frameworks of tests compare, logs and messages show": """
class A {
    void F(SslProtocols p) {
        p.ShouldBe(SslProtocols.Tls11);
        p.ShouldEqual(SslProtocols.Tls11);
        p.Should().BeOneOf(SslProtocols.Tls, SslProtocols.Tls11);
        MessageBox.Show(SslProtocols.Tls.ToString());
        MessageBox.Show("not " + SslProtocols.Tls);
        label.Text = SslProtocols.Tls.ToString();
        logger.LogWarning("{P}", SslProtocols.Tls);
        Log.Information("{P}", SslProtocols.Tls);
        Trace.TraceWarning("{0}", SslProtocols.Tls);
        if (Enum.IsDefined(typeof(SslProtocols), SslProtocols.Ssl3)) Show(Enum.GetName(typeof(SslProtocols), SslProtocols.Tls));
        ServicePointManager.SecurityProtocol = (SecurityProtocolType)Enum.Parse(typeof(SecurityProtocolType), SslProtocols.Tls.ToString()); «x»
    }
}
""",
        "a name for a version only names it": """
static class SecurityProtocolTypeExtensions {
    public const SslProtocols _Tls11 = (SslProtocols)0x00000300;
    public const SecurityProtocolType Tls11 = (SecurityProtocolType)_Tls11;
    public const SecurityProtocolType Tls12 = (SecurityProtocolType)3072;
}
class A {
    void F() {
        ServicePointManager.SecurityProtocol = SecurityProtocolTypeExtensions.Tls11 | SecurityProtocolTypeExtensions.Tls12; «x»
    }
}
""",
        "fall back one by one": """
class A {
    bool Try(string host) {
        foreach (var p in new[] { SslProtocols.Tls12, SslProtocols.Tls11 }) { «x»
            using (var ssl = new SslStream(Open(host))) {
                try { ssl.AuthenticateAsClient(host, null, p, false); return true; }
                catch (AuthenticationException) { }
            }
        }
        return false;
    }
    void Again(SslStream s) {
        try { s.AuthenticateAsClient("host", null, SslProtocols.Tls12, true); }
        catch (IOException) { s.AuthenticateAsClient("host", null, SslProtocols.Tls, true); } «x»
    }
}
""",
        "a constructor hands on to another": """
class A {
    public A(string host) : this(host, SslProtocols.Tls11) { } «x»
    public A(string host, SslProtocols p) { _p = p; }
    public A(SslProtocols? p) { _p = p ?? SslProtocols.Tls; } «x»
    readonly SslProtocols _p;
    public void Open(SslStream s) { s.AuthenticateAsClient("h", null, _p, false); }
}
""",
        # -- one cause, one finding
        "a constant, a property and a call": """
class A {
    public SslProtocols Protocols { get; set; } = SslProtocols.Tls; «x»
    void Run(SslStream s) { s.AuthenticateAsClient("host", null, Protocols, false); }
}
""",
        "compiled for several frameworks": """
class A {
    static void F() {
#if NET35 || NET40
        ServicePointManager.SecurityProtocol = (SecurityProtocolType)192; «x»
#elif NET45
        ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12;
#else
        ServicePointManager.SecurityProtocol = SecurityProtocolType.SystemDefault;
#endif
    }
}
""",
        "what is compiled for one framework or another is no choice": """
class A {
    void F(SslStream s) {
#if (MF_FRAMEWORK_VERSION_V4_2 || MF_FRAMEWORK_VERSION_V4_3)
        s.AuthenticateAsClient("h", null, SslVerification.VerifyPeer, SslProtocols.Default); «x»
#elif (NANOFRAMEWORK_1_0)
        s.AuthenticateAsClient("h", null, SslProtocols.Tls11); «x»
#endif
    }
    SslProtocols G() {
#if OLD
        return SslProtocols.Tls; «x»
#elif NEWER
        return SslProtocols.Tls11; «x»
#else
        return SslProtocols.None;
#endif
    }
}
""",
        "of functions with one name the one whose types fit is called": """
class A {
    public void Connect(string host, bool ssl, bool validate) {
        Connect(host, ssl ? SslProtocols.Default : SslProtocols.None, validate); «x»
    }
    public void Connect(string host, int port, bool validate) { }
    public void Connect(string host, SslProtocols versions, bool validate) {
        new SslStream(Open(host)).AuthenticateAsClient(host, null, versions, validate);
    }
}
""",
        "a union built in statements has a place for each": """
class A {
    void F(bool b) {
        var p = SecurityProtocolType.Ssl3; «x»
        p |= SecurityProtocolType.Tls; «x»
        if (b) p |= SecurityProtocolType.Tls11; «x»
        p |= SecurityProtocolType.Tls12;
        ServicePointManager.SecurityProtocol = p;
    }
    void G() {
        const SecurityProtocolType q = SecurityProtocolType.Ssl3 | «x»
            SecurityProtocolType.Tls | SecurityProtocolType.Tls12;
        ServicePointManager.SecurityProtocol = q;
    }
}
""",
        "an initial value that each constructor replaces is nothing": """
class A {
    private SslProtocols _p = SslProtocols.Default;
    public A(SslProtocols p) { _p = p; }
    public A() : this(SslProtocols.Tls12) { }
    public void Go(SslStream s) { s.AuthenticateAsClient("h", null, _p, false); }
}
class B {
    private SslProtocols _p = SslProtocols.Default; «x»
    public B(SslProtocols p) { this._p = p; }
    public B() { }
    public void Go(SslStream s) { s.AuthenticateAsClient("h", null, _p, false); }
}
class C {
    public SslProtocols Wanted { get; set; } = SslProtocols.Tls;
    public C() { Wanted = SslProtocols.Tls12; }
    public void Go(SslStream s) { s.AuthenticateAsClient("h", null, Wanted, false); }
}
class D {
    private SslProtocols _p = SslProtocols.Tls; «x»
    public D(bool b) { if (b) _p = SslProtocols.Tls12; }
    public void Go(SslStream s) { s.AuthenticateAsClient("h", null, _p, false); }
}
""",
        "a static one is, where a static constructor does, not where one that makes objects does": """
class A {
    private static SslProtocols p = SslProtocols.Tls;
    static A() { p = SslProtocols.Tls12; }
    public static void Go(SslStream s) { s.AuthenticateAsClient("h", null, p, false); }
}
class B {
    private static SslProtocols p = SslProtocols.Tls; «x»
    public B() { p = SslProtocols.Tls12; }
    public static void Go(SslStream s) { s.AuthenticateAsClient("h", null, p, false); }
}
""",
        "what a variable is declared with is nothing where each way replaces it unread": """
class A {
    void F(SslStream s, bool b) {
        SslProtocols p = SslProtocols.Tls;
        if (b) p = SslProtocols.Tls12; else p = SslProtocols.None;
        s.AuthenticateAsClient("h", null, p, false);
    }
    void G(string v) {
        SecurityProtocolType t = SecurityProtocolType.Tls; «x»
        switch (v) { case "12": t = SecurityProtocolType.Tls12; break; }
        ServicePointManager.SecurityProtocol = t;
    }
    void H(string v) {
        SecurityProtocolType t = SecurityProtocolType.Tls; «x»
        Run(() => ServicePointManager.SecurityProtocol = t);
        t = SecurityProtocolType.Tls12;
    }
}
""",
        "a loop over all members of an enumeration does what its tests let through": """
class A {
    void Names() {
        SecurityProtocolType p = 0;
        foreach (string n in Enum.GetNames(typeof(SecurityProtocolType))) {
            if (n.Equals("Tls11", StringComparison.OrdinalIgnoreCase) ||
                n.Equals("Tls12", StringComparison.OrdinalIgnoreCase))
                p |= (SecurityProtocolType)Enum.Parse(typeof(SecurityProtocolType), n, true); «x»
        }
        ServicePointManager.SecurityProtocol = p;
    }
    void All() {
        foreach (SecurityProtocolType p in Enum.GetValues(typeof(SecurityProtocolType))) {
            ServicePointManager.SecurityProtocol |= p; «x»
        }
    }
    void New() {
        foreach (SecurityProtocolType p in Enum.GetValues(typeof(SecurityProtocolType)))
            if (p >= SecurityProtocolType.Tls12) ServicePointManager.SecurityProtocol |= p;
        foreach (SecurityProtocolType p in Enum.GetValues(typeof(SecurityProtocolType))) {
            if (p < SecurityProtocolType.Tls12) continue;
            ServicePointManager.SecurityProtocol |= p;
        }
        foreach (var p in Enum.GetValues(typeof(SecurityProtocolType)).Cast<SecurityProtocolType>())
            if (p.ToString() == "Tls12") ServicePointManager.SecurityProtocol |= p;
        foreach (string n in Enum.GetNames(typeof(SecurityProtocolType)))
            if (n == "Tls12") ServicePointManager.SecurityProtocol |= (SecurityProtocolType)Enum.Parse(typeof(SecurityProtocolType), n);
    }
    void NotOne() {
        foreach (SecurityProtocolType p in Enum.GetValues(typeof(SecurityProtocolType)))
            if (!p.Equals(SecurityProtocolType.Ssl3)) ServicePointManager.SecurityProtocol |= p; «x»
    }
    void Each(SslStream s) {
        foreach (SslProtocols p in Enum.GetValues(typeof(SslProtocols)))
            s.AuthenticateAsClient("h", null, p, false); «x»
    }
    enum Tls { Ssl3 = 48, Tls10 = 192, Tls12 = 3072 }
    enum Safe { Tls12 = 3072, Tls13 = 12288 }
    void Own() {
        foreach (Tls p in Enum.GetValues(typeof(Tls))) ServicePointManager.SecurityProtocol |= (SecurityProtocolType)p; «x»
    }
    void OwnNew() {
        foreach (Safe p in Enum.GetValues(typeof(Safe))) ServicePointManager.SecurityProtocol |= (SecurityProtocolType)p;
        foreach (Tls p in Enum.GetValues(typeof(Tls)))
            if (p > Tls.Tls10) ServicePointManager.SecurityProtocol |= (SecurityProtocolType)p;
    }
    void Sum() {
        var sum = 0;
        foreach (var p in Enum.GetValues(typeof(SecurityProtocolType))) sum += (int)p; «x»
        ServicePointManager.SecurityProtocol = (SecurityProtocolType)sum;
    }
    void Wanted() {
        var wanted = new[] { "Tls11", "Tls12" };
        foreach (var n in Enum.GetNames(typeof(SecurityProtocolType)).Where(n => wanted.Contains(n, StringComparer.OrdinalIgnoreCase)))
            ServicePointManager.SecurityProtocol |= (SecurityProtocolType)Enum.Parse(typeof(SecurityProtocolType), n); «x»
    }
    void WantedNew() {
        var wanted = new[] { "Tls12", "Tls13" };
        foreach (var n in Enum.GetNames(typeof(SecurityProtocolType)).Where(n => wanted.Contains(n, StringComparer.OrdinalIgnoreCase)))
            ServicePointManager.SecurityProtocol |= (SecurityProtocolType)Enum.Parse(typeof(SecurityProtocolType), n);
    }
    void Shown() {
        foreach (SslProtocols p in Enum.GetValues(typeof(SslProtocols))) Console.WriteLine(p);
        foreach (string n in Enum.GetNames(typeof(SslProtocols))) box.Items.Add(n);
        box.DataSource = Enum.GetValues(typeof(SslProtocols));
        if (Enum.GetNames(typeof(SecurityProtocolType)).Contains("Tls12"))
            ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12;
    }
}
""",
        "a list is gone through by a number, and by its ends": """
class A {
    void Counted(SslStream s) {
        var order = new[] { SslProtocols.Tls12, SslProtocols.Tls }; «x»
        for (int i = 0; i < order.Length; i++) s.AuthenticateAsClient("h", null, order[i], false);
    }
    void Listed(SslStream s) {
        List<SslProtocols> order = new() { SslProtocols.Tls12, SslProtocols.Tls11 }; «x»
        for (int i = 0; i < order.Count; ++i) s.AuthenticateAsClient("h", null, order[i], false);
    }
    void Last(SslStream s) {
        var order = new List<SslProtocols> { SslProtocols.Tls12, SslProtocols.Tls11 }; «x»
        s.AuthenticateAsClient("h", null, order.Last(), false);
    }
    void First(SslStream s) {
        var order = new List<SslProtocols> { SslProtocols.Tls12, SslProtocols.Tls11 };
        s.AuthenticateAsClient("h", null, order.First(), false);
    }
    bool Known(SslProtocols p) {
        var known = new HashSet<SslProtocols> { SslProtocols.Tls11, SslProtocols.Tls12 };
        return known.Contains(p);
    }
}
""",
        "what a text is parsed into is known by the variable's declaration": """
class A {
    SslProtocols field;
    void Known(SslStream s) {
        SslProtocols p;
        if (Enum.TryParse("Tls11", out p)) s.AuthenticateAsClient("h", null, p, false); «x»
        if (Enum.TryParse("tls", true, out field)) s.AuthenticateAsClient("h", null, field, false); «x»
    }
    void Given(SslStream s, out SslProtocols p) {
        Enum.TryParse("Tls", out p); «x»
        s.AuthenticateAsClient("h", null, p, false);
    }
    void Boxed(SslStream s) {
        object o;
        if (Enum.TryParse(typeof(SslProtocols), "Tls", true, out o)) «x»
            s.AuthenticateAsClient("h", null, (SslProtocols)o, false);
    }
    void Replaced(SslStream s, string text) {
        SslProtocols p = SslProtocols.Tls;
        if (!Enum.TryParse("Tls12", out p)) p = SslProtocols.Tls13;
        s.AuthenticateAsClient("h", null, p, false);
    }
    void Kept(SslStream s, string text) {
        SslProtocols p = SslProtocols.Tls; «x»
        if (text != null) Enum.TryParse("Tls12", out p);
        s.AuthenticateAsClient("h", null, p, false);
    }
    void Other(string text) {
        ConsoleColor c;
        Enum.TryParse("Tls", out c);
        Console.ForegroundColor = c;
    }
}
""",
        "a list is folded into one value": """
class A {
    void Old() {
        var all = new[] { SecurityProtocolType.Tls, SecurityProtocolType.Tls12 }; «x»
        ServicePointManager.SecurityProtocol = all.Aggregate((a, b) => a | b);
    }
    void Seeded() {
        ServicePointManager.SecurityProtocol = new[] { "Tls11", "Tls12" } «x»
            .Select(n => (SecurityProtocolType)Enum.Parse(typeof(SecurityProtocolType), n))
            .Aggregate((SecurityProtocolType)0, (sum, n) => sum | n);
    }
    void New() {
        var all = new[] { SecurityProtocolType.Tls12, SecurityProtocolType.Tls13 };
        ServicePointManager.SecurityProtocol = all.Aggregate((a, b) => a | b);
    }
    void Every() {
        ServicePointManager.SecurityProtocol =
            Enum.GetValues<SecurityProtocolType>().Aggregate((a, b) => a | b); «x»
    }
    void Newer() {
        ServicePointManager.SecurityProtocol = Enum.GetValues(typeof(SecurityProtocolType))
            .Cast<SecurityProtocolType>().Where(p => p >= SecurityProtocolType.Tls12).Aggregate((a, b) => a | b);
    }
}
""",
        "what names of one's own add to a mask is an option, what is there before is not": """
class A {
    SslProtocols Parse(string[] names) {
        SslProtocols sum = 0;
        foreach (var name in names) {
            switch (name) {
                case "TLS10": sum |= SslProtocols.Tls; break;
                case "TLS12": sum |= SslProtocols.Tls12; break;
            }
        }
        return sum;
    }
    void Asked(SslStream s, string[] names) { s.AuthenticateAsClient("h", null, Parse(names), false); }
    void Named(SslStream s) { s.AuthenticateAsClient("h", null, Parse(new[] { "TLS10", "TLS12" }), false); } «x»
    void Before(string name) {
        var sum = SecurityProtocolType.Tls; «x»
        if (name == "TLS13") sum |= SecurityProtocolType.Tls13; else if (name == "TLS12") sum |= SecurityProtocolType.Tls12;
        ServicePointManager.SecurityProtocol = sum;
    }
    void Newer(string name) {
        var sum = SecurityProtocolType.Tls12;
        if (name == "TLS11") sum |= SecurityProtocolType.Tls11; else if (name == "TLS13") sum |= SecurityProtocolType.Tls13;
        ServicePointManager.SecurityProtocol = sum;
    }
    void Old(bool old) {
        var sum = SecurityProtocolType.Tls12;
        if (old) sum |= SecurityProtocolType.Tls; «x»
        ServicePointManager.SecurityProtocol = sum;
    }
}
""",
    }.items()
}
