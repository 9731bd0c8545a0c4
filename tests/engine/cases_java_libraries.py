"""Settings of Java's libraries as people write them; «x» marks a line that must be found."""

CASES = {
    "constants that a test expects": """
import io.fabric8.kubernetes.client.http.TlsVersion;
import java.util.Map;
class A {
    void f(Object made) {
        assertThat(made).hasFieldOrPropertyWithValue("tlsVersions", new TlsVersion[] {TlsVersion.TLS_1_1});
        final var expected = Map.of("getTlsVersions", new TlsVersion[] {TlsVersion.SSL_3_0});
        assertThat(made).containsExactly(TlsVersion.TLS_1_0);
        connect(TlsVersion.TLS_1_0); «x»
    }
}
""",
    "look-ups with a list as default": """
import com.google.common.collect.ImmutableList;
import java.util.*;
import javax.net.ssl.SSLSocket;
class A {
    private static final List<String> FIRST = ImmutableList.of("TLSv1.2", "TLSv1.1"); «x»
    private static final List<String> SECOND = Arrays.asList(new String[] {"TLSv1.2", "TLSv1.1"}); «x»
    private static final List<String> GOOD = Arrays.asList("TLSv1.2", "TLSv1.3");
    private Settings settings;
    void f(SSLSocket s) {
        final List<String> on = settings.getAsList("own.protocols", FIRST);
        s.setEnabledProtocols(on.toArray(new String[0]));
    }
    void g(SSLSocket s) { s.setEnabledProtocols(read("own.protocols", SECOND)); }
    void h(SSLSocket s) { s.setEnabledProtocols(read("own.protocols", GOOD)); }
    String[] read(String key, List<String> given) {
        List<String> list = settings.getAsList(key, given);
        return list == null ? null : list.toArray(new String[list.size()]);
    }
}
""",
    "a getter of a declared type that is no socket": """
import javax.net.ssl.SSLSocket;
class A {
    private Tls field;
    void f(SSLSocket s) { s.setEnabledProtocols(field.getSupportedProtocols()); }
    void g(SSLSocket s, Tls given) { s.setEnabledProtocols(given.getSupportedProtocols()); }
    void h(SSLSocket s) { s.setEnabledProtocols(s.getSupportedProtocols()); } «x»
}
""",
    "the connectors of a Dropwizard server": """
package io.dropwizard.jetty;
import java.util.*;
class A {
    void f() {
        HttpsConnectorFactory factory = new HttpsConnectorFactory();
        factory.setSupportedProtocols(Arrays.asList("SSLv3", "TLSv1"));
    }
    void g(Other other) { other.setSupportedProtocols(Arrays.asList("SSLv3", "TLSv1")); } «x»
}
""",
    "patterns that Jetty excludes": """
import org.eclipse.jetty.util.ssl.SslContextFactory;
class A {
    void f() { new SslContextFactory.Client().setExcludeProtocols("SSL.*", "TLSv1", "TLSv1\\\\.1"); }
    void g() { new SslContextFactory.Client().setExcludeProtocols("SSL.*", "TLSv1"); } «x»
    void h() { new SslContextFactory.Client().setIncludeProtocols("TLSv1\\\\.[23]"); }
    void i() { new SslContextFactory.Client().setIncludeProtocols("TLSv1.*"); } «x»
}
""",
    "OkHttp without TLS": """
import okhttp3.*;
import java.util.*;
class A {
    OkHttpClient f() { return new OkHttpClient.Builder().connectionSpecs(Collections.singletonList(ConnectionSpec.CLEARTEXT)).build(); }
    OkHttpClient g() { return new OkHttpClient.Builder().connectionSpecs(Arrays.asList(ConnectionSpec.CLEARTEXT)).build(); }
}
""",
    "OkHttp's specifications in lists": """
import okhttp3.*;
import java.util.*;
class A {
    OkHttpClient f() { return new OkHttpClient.Builder().connectionSpecs(Collections.singletonList(ConnectionSpec.COMPATIBLE_TLS)).build(); } «x»
    OkHttpClient g() { return new OkHttpClient.Builder().connectionSpecs(Arrays.asList(ConnectionSpec.MODERN_TLS, ConnectionSpec.COMPATIBLE_TLS, ConnectionSpec.CLEARTEXT)).build(); } «x»
    OkHttpClient h() { return new OkHttpClient.Builder().connectionSpecs(ImmutableList.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.CLEARTEXT)).build(); }
}
""",
    "OkHttp's specifications that are built": """
import okhttp3.*;
import java.util.*;
class A {
    OkHttpClient f() {
        ConnectionSpec spec = new ConnectionSpec.Builder(ConnectionSpec.COMPATIBLE_TLS).tlsVersions(TlsVersion.TLS_1_2).build();
        return new OkHttpClient.Builder().connectionSpecs(Collections.singletonList(spec)).build(); }
    OkHttpClient g() {
        ConnectionSpec spec = new ConnectionSpec.Builder(ConnectionSpec.COMPATIBLE_TLS).cipherSuites(CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA).build(); «x»
        return new OkHttpClient.Builder().connectionSpecs(Collections.singletonList(spec)).build(); }
    OkHttpClient h() {
        ConnectionSpec spec = new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS)
            .supportsTlsExtensions(true)
            .allEnabledTlsVersions()
            .build();
        return new OkHttpClient.Builder().connectionSpecs(Collections.singletonList(spec)).build(); }
    OkHttpClient i() {
        ConnectionSpec.Builder b = new ConnectionSpec.Builder(true);
        b.tlsVersions(TlsVersion.TLS_1_1); «x»
        return new OkHttpClient.Builder().connectionSpecs(List.of(b.build())).build(); }
    OkHttpClient j() {
        List<ConnectionSpec> specs = new ArrayList<>();
        specs.add(new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS).tlsVersions(TlsVersion.forJavaName("TLSv1")).build()); «x»
        return new OkHttpClient.Builder().connectionSpecs(specs).build(); }
}
""",
    "OkHttp's versions from an array": """
import okhttp3.*;
class A {
    private static final TlsVersion[] VERSIONS = {TlsVersion.TLS_1_0, TlsVersion.TLS_1_2}; «x»
    ConnectionSpec f() { return new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS).tlsVersions(VERSIONS).build(); }
    ConnectionSpec g() { return new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS).tlsVersions(TlsVersion.TLS_1_2.javaName()).build(); }
    ConnectionSpec h() { return new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS).tlsVersions(TlsVersion.values()).build(); }
}
""",
    "Reactor Netty": """
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.Http11SslContextSpec;
import io.netty.handler.ssl.*;
class A { Object f() {
   return HttpClient.create().secure(t -> t.sslContext(SslContextBuilder.forClient().protocols("TLSv1", "TLSv1.2"))); «x»
}
 Object g() {
   Http11SslContextSpec spec = Http11SslContextSpec.forClient().configure(builder -> builder.protocols("TLSv1.1")); «x»
   return HttpClient.create().secure(s -> s.sslContext(spec));
 }
 Object h() {
   return HttpClient.create().secure(s -> s.sslContext(Http11SslContextSpec.forServer(a, b).configure(builder -> builder.protocols("TLSv1.1"))));
 }
}
""",
    "keys of mail sessions": """
import java.util.Properties;
import javax.mail.*;
class A {
  void f() { Properties p = new Properties(); p.put("mail.smtps.ssl.protocols", "TLSv1 TLSv1.1"); Session.getInstance(p); } «x»
  void g() { Properties p = new Properties(); p.setProperty("mail.imap.ssl.protocols", "TLSv1.2 TLSv1.3"); Session.getInstance(p); }
  void h(org.springframework.mail.javamail.JavaMailSenderImpl s) { Properties p = s.getJavaMailProperties(); p.put("mail.smtp.ssl.protocols", "SSLv3"); } «x»
  void i() { Properties p = new Properties(); p.put("mail.imaps.ssl.protocols", "TLSv1"); } «x»
  void j() { Properties p = new Properties(); p.put("mail." + proto() + ".ssl.protocols", "TLSv1"); Session.getInstance(p); } «x»
  void k() { System.setProperty("mail.smtp.ssl.protocols", "TLSv1"); } «x»
}
""",
    "addresses of databases": """
import java.sql.*;
class A {
  void f() throws Exception { DriverManager.getConnection("jdbc:mysql://h/db?tlsVersions=TLSv1,TLSv1.2", "u", "p"); } «x»
  void g() throws Exception { com.mysql.cj.jdbc.MysqlDataSource d = new com.mysql.cj.jdbc.MysqlDataSource(); d.setUrl("jdbc:mysql://h/db?enabledTLSProtocols=TLSv1.1"); } «x»
  void h() throws Exception { java.util.Properties p = new java.util.Properties(); p.setProperty("oracle.net.ssl_version", "1.0"); DriverManager.getConnection("jdbc:oracle:thin:@x", p); } «x»
  void i() throws Exception { DriverManager.getConnection("jdbc:sqlserver://h;encrypt=true;sslProtocol=TLSv1.1;"); } «x»
  void j() throws Exception { DriverManager.getConnection("jdbc:mariadb://h/db?enabledSslProtocolSuites=TLSv1"); } «x»
  void k() throws Exception { DriverManager.getConnection("jdbc:mysql://h/db?useSSL=false&enabledTLSProtocols=TLSv1.2"); }
}
""",
    "Apache HttpClient's factories with lists": """
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.ssl.SSLContexts;
class A { Object f(javax.net.ssl.SSLContext c) {
    return new SSLConnectionSocketFactory(c, new String[]{"TLSv1"}, null, SSLConnectionSocketFactory.BROWSER_COMPATIBLE_HOSTNAME_VERIFIER); «x»
}
 Object g() throws Exception {
    SSLConnectionSocketFactory sslsf = new SSLConnectionSocketFactory(
                SSLContexts.custom().build(),
                new String[] { "TLSv1.2", "TLSv1.1" }, «x»
                null,
                SSLConnectionSocketFactory.getDefaultHostnameVerifier());
    return sslsf;
 }
 Object h() throws Exception {
    return new SSLConnectionSocketFactory((javax.net.ssl.SSLSocketFactory) javax.net.ssl.SSLSocketFactory.getDefault(), new String[]{"SSLv3"}, null, null); «x»
 }
}
""",
    "settings of the whole machine": """
import javax.net.ssl.*;
import java.security.*;
class A {
  static {
    try { SSLContext ctx = SSLContext.getInstance("TLSv1"); ctx.init(null, null, null); SSLContext.setDefault(ctx); } catch (Exception e) {} «x»
  }
  void g() { Security.setProperty("jdk.tls.disabledAlgorithms", ""); } «x»
  void h() { Security.setProperty("jdk.tls.disabledAlgorithms", "SSLv3, TLSv1, TLSv1.1, RC4"); }
  void i() { Security.setProperty("jdk.tls.disabledAlgorithms", "NULL"); } «x»
  void j() { System.setProperty("jdk.tls.client.protocols", "TLSv1,TLSv1.1,TLSv1.2"); } «x»
  void k() { System.getProperties().setProperty("https.protocols", "TLSv1"); } «x»
  void l() { System.getProperties().put("https.protocols", "TLSv1"); } «x»
  void m() { java.util.Properties p = System.getProperties(); p.put("https.protocols", "SSLv3"); System.setProperties(p); } «x»
}
""",
    "RabbitMQ": """
import com.rabbitmq.client.ConnectionFactory;
class A {
  void f() throws Exception { ConnectionFactory f = new ConnectionFactory(); f.useSslProtocol("TLSv1"); } «x»
  void g() throws Exception { ConnectionFactory f = new ConnectionFactory(); f.useSslProtocol(); }
  void h() throws Exception { ConnectionFactory f = new ConnectionFactory(); f.useSslProtocol("TLSv1.1", new NullTrustManager()); } «x»
  void i() throws Exception { ConnectionFactory f = new ConnectionFactory(); f.useSslProtocol("TLSv1.2"); }
}
""",
    "the JDK's own client": """
import java.net.http.HttpClient;
import javax.net.ssl.*;
class A {
  HttpClient f() throws Exception {
    SSLParameters p = new SSLParameters();
    p.setProtocols(new String[]{"TLSv1.1"}); «x»
    return HttpClient.newBuilder().sslParameters(p).build();
  }
  HttpClient g() throws Exception {
    return HttpClient.newBuilder().sslParameters(new SSLParameters(null, new String[]{"TLSv1"})).build(); «x»
  }
  HttpClient h() throws Exception {
    SSLContext c = SSLContext.getInstance("TLSv1"); «x»
    return HttpClient.newBuilder().sslContext(c).build();
  }
}
""",
    "lists that libraries split and make": """
import com.google.common.base.Splitter;
import org.apache.commons.lang3.*;
import java.util.regex.Pattern;
import javax.net.ssl.*;
class A {
    void a(SSLSocket s) { s.setEnabledProtocols(StringUtils.split("TLSv1,TLSv1.2", ",")); } «x»
    void b(SSLSocket s) { s.setEnabledProtocols(org.springframework.util.StringUtils.tokenizeToStringArray("TLSv1.1, TLSv1.2", ",")); } «x»
    void c(SSLSocket s) { s.setEnabledProtocols(Splitter.on(',').splitToList("TLSv1,TLSv1.2").toArray(new String[0])); } «x»
    void d(SSLSocket s) { s.setEnabledProtocols(Pattern.compile(",").split("TLSv1.2,TLSv1.3")); }
    void e(SSLSocket s) { s.setEnabledProtocols(ArrayUtils.toArray("TLSv1", "TLSv1.2")); } «x»
    void f(SSLSocket s) { s.setEnabledProtocols(StringUtils.split(given, ",")); }
}
""",
    "keys given to objects of a library's types": """
import com.zaxxer.hikari.HikariConfig;
import org.eclipse.paho.client.mqttv3.internal.security.SSLSocketFactoryFactory;
import java.util.*;
class A {
    void a() { HikariConfig c = new HikariConfig(); c.addDataSourceProperty("enabledTLSProtocols", "TLSv1"); } «x»
    void b() { HikariConfig c = new HikariConfig(); c.addDataSourceProperty("enabledTLSProtocols", "TLSv1.2"); }
    void c() { Properties p = new Properties(); p.put(SSLSocketFactoryFactory.SSLPROTOCOL, "TLSv1.1"); } «x»
}
""",
    "servers and clients that libraries make": """
import org.apache.ftpserver.ssl.SslConfigurationFactory;
import io.vertx.mqtt.*;
class A {
    void a() { SslConfigurationFactory f = new SslConfigurationFactory(); f.setSslProtocol("TLSv1"); }
    void b(SslConfigurationFactory f) { f.setSslProtocol("TLSv1"); }
    void c() { MqttServerOptions o = new MqttServerOptions(); o.addEnabledSecureTransportProtocol("TLSv1"); }
    void d() { MqttClientOptions o = new MqttClientOptions(); o.addEnabledSecureTransportProtocol("TLSv1"); } «x»
    void e(org.eclipse.jetty.client.HttpClient c) { c.getSslContextFactory().setIncludeProtocols("TLSv1"); } «x»
}
""",
    "types that are called a server": """
import com.acme.ssl.ServerSslConfig;
import com.acme.ssl.*;
class A {
    private static final String[] OLD = {"TLSv1.2", "TLSv1.1"};
    Object a() { return ServerSslConfig.builder().protocols(OLD).build(); }
    Object b() { return ServerSslConfig.builder().ciphers(all).protocols("TLSv1.1").build(); }
    Object c() { return new ServerSslConfig.Builder().protocols("TLSv1.1").build(); }
    void d(ServerSslConfig c) { c.setProtocols(new String[] {"TLSv1.1"}); }
    void e(com.acme.TlsServer c) { c.setEnabledProtocols(new String[] {"TLSv1.1"}); }
    Object f() { return ClientSslConfig.builder().protocols("TLSv1.1").build(); } «x»
    Object g() { return new ServerList().getClient().protocols("TLSv1.1").build(); } «x»
    Object h() { return FooServer.client().protocols("TLSv1.1").build(); } «x»
    void i(SQLServerSource s) { s.setSslProtocol("TLSv1.1"); } «x»
}
""",
    "the versions of OkHttp's specification are dropped": """
import okhttp3.*;
import java.util.*;
class A {
    static OkHttpClient.Builder f(OkHttpClient.Builder b) {
        ConnectionSpec spec1 = all(ConnectionSpec.COMPATIBLE_TLS);
        ConnectionSpec spec2 = all(ConnectionSpec.CLEARTEXT);
        b.connectionSpecs(Arrays.asList(spec1, spec2));
        return b;
    }
    private static ConnectionSpec all(ConnectionSpec spec) {
        ConnectionSpec.Builder b = new ConnectionSpec.Builder(spec);
        if (spec.isTls()) {
            b = b.allEnabledCipherSuites();
            b = b.allEnabledTlsVersions();
        }
        return b.build();
    }
    ConnectionSpec g(boolean wide) {
        ConnectionSpec.Builder b = new ConnectionSpec.Builder(ConnectionSpec.COMPATIBLE_TLS); «x»
        if (wide) b.allEnabledTlsVersions();
        return b.build();
    }
    ConnectionSpec h() {
        return new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS).allEnabledTlsVersions().tlsVersions(TlsVersion.TLS_1_1).build(); «x»
    }
}
""",
    "secure protocols of what is called a client": """
import com.acme.config.*;
import java.util.List;
class A {
    void a() {
        final ClientConfigProperties props = new ClientConfigProperties();
        props.setSecureProtocols(List.of("TLSv1.1")); «x»
    }
    void b() {
        final ServiceConfigProperties props = new ServiceConfigProperties();
        props.setSecureProtocols(List.of("TLSv1.1"));
    }
    void c(ClientConfigProperties props) { props.setSecureProtocols(List.of("TLSv1.3")); }
}
""",
    "setters of one name, of which each library takes other values": """
class A {
    void a(com.mysql.cj.jdbc.MysqlDataSource source) { source.setTlsVersions("TLSv1.1"); } «x»
    void b(com.mysql.cj.jdbc.MysqlDataSource source) { source.setTlsVersions("TLSv1.2,TLSv1.3"); }
    void c(com.acme.Settings settings, String versions) { settings.setTlsVersions(versions); } «unresolved»
}
""",
    "what Map.ofEntries lists": """
import java.util.Map;
class A {
    Map<String, Object> a() {
        return Map.ofEntries(Map.entry("ssl.enabled.protocols", "TLSv1.1"), Map.entry("a", "b")); «x»
    }
    Map<String, Object> b() {
        return Map.ofEntries(Map.entry("ssl.enabled.protocols", "TLSv1.2"), Map.entry("b", "TLSv1"));
    }
}
""",
    "URLs of databases that go wherever": """
import java.util.*;
class A {
    Object a(String h) {
        return new JdbcConnectionOptionsBuilder()
            .withUrl(String.format("jdbc:mysql://%s/d?a=b&enabledTLSProtocols=TLSv1,TLSv1.2", h)); «x»
    }
    void b(Map<String, String> p, String h) {
        p.put("DATABASE_URL", "jdbc:mysql://" + h + "/d?enabledTLSProtocols=TLSv1"); «x»
        p.put("DATABASE_URL", "jdbc:mysql://" + h + "/d?enabledTLSProtocols=TLSv1.2");
    }
    private static String c() { return "jdbc:mysql://h/d?enabledTLSProtocols=TLSv1.1"; } «x»
    void d() throws Exception { java.sql.DriverManager.getConnection(c(), "u", "p"); }
    void e(String u) {
        log.info("jdbc:mysql://h/d?enabledTLSProtocols=TLSv1");
        if (u.startsWith("jdbc:mysql://h/d?enabledTLSProtocols=TLSv1")) return;
        assertEquals("jdbc:mysql://h/d?enabledTLSProtocols=TLSv1", u);
    }
}
""",
    "defaults that annotations of command lines and plugins give": """
import picocli.CommandLine.Option;
import org.apache.maven.plugins.annotations.Parameter;
class A {
    @Option(names = "--tls", defaultValue = "TLSv1") String tls; «x» «unresolved»
    @Option(names = "--new", defaultValue = "TLSv1.2") String newer; «unresolved»
    @Option(names = "--kept") String kept = "TLSv1.2";
    @Parameter(property = "tls", defaultValue = "TLSv1,TLSv1.2") private String list; «x»
    void a(javax.net.ssl.SSLSocket s) throws Exception {
        javax.net.ssl.SSLContext.getInstance(tls).createSSLEngine();
        javax.net.ssl.SSLContext.getInstance(newer).createSSLEngine();
        javax.net.ssl.SSLContext.getInstance(kept).createSSLEngine();
        s.setEnabledProtocols(list.split(",")); «unresolved»
    }
}
""",
    "all that comes of a context is told what to enable": """
import javax.net.ssl.*;
class A {
    SSLSocket good() throws Exception {
        SSLContext c = SSLContext.getInstance("TLSv1"); c.init(null, null, null);
        SSLSocket s = (SSLSocket) c.getSocketFactory().createSocket("h", 443);
        s.setEnabledProtocols(new String[] {"TLSv1.2"});
        return s;
    }
    SSLSocket factory() throws Exception {
        SSLContext c = SSLContext.getInstance("TLSv1"); c.init(null, null, null);
        SSLSocketFactory f = c.getSocketFactory();
        SSLSocket s = (SSLSocket) f.createSocket("h", 443);
        s.setEnabledProtocols(new String[] {"TLSv1.2"});
        return s;
    }
    SSLEngine engine() throws Exception {
        SSLContext c = SSLContext.getInstance("TLSv1.1");
        SSLEngine e = c.createSSLEngine();
        e.setEnabledProtocols(new String[] {"TLSv1.2", "TLSv1.3"});
        return e;
    }
    SSLSocket two() throws Exception {
        SSLContext c = SSLContext.getInstance("TLSv1"); «x»
        SSLSocket s = (SSLSocket) c.getSocketFactory().createSocket("h", 443);
        SSLSocket t = (SSLSocket) c.getSocketFactory().createSocket("h", 444);
        s.setEnabledProtocols(new String[] {"TLSv1.2"});
        return pick(s, t);
    }
    SSLSocket away() throws Exception {
        SSLContext c = SSLContext.getInstance("TLSv1"); «x»
        SSLSocket s = (SSLSocket) c.getSocketFactory().createSocket("h", 443);
        s.setEnabledProtocols(new String[] {"TLSv1.2"});
        use(c);
        return s;
    }
    SSLSocket sometimes(boolean b) throws Exception {
        SSLContext c = SSLContext.getInstance("TLSv1"); «x»
        SSLSocket s = (SSLSocket) c.getSocketFactory().createSocket("h", 443);
        if (b) s.setEnabledProtocols(new String[] {"TLSv1.2"});
        return s;
    }
    SSLContext field;
    SSLEngine kept() throws Exception {
        SSLContext c = SSLContext.getInstance("TLSv1"); «x»
        field = c;
        SSLEngine e = c.createSSLEngine();
        e.setEnabledProtocols(new String[] {"TLSv1.2"});
        return e;
    }
    SSLEngine lambda() throws Exception {
        SSLContext c = SSLContext.getInstance("TLSv1"); «x»
        run(() -> foo(c));
        SSLEngine e = c.createSSLEngine();
        e.setEnabledProtocols(new String[] {"TLSv1.2"});
        return e;
    }
    SSLSocketFactory fac() throws Exception {
        SSLContext c = SSLContext.getInstance("TLSv1"); «x»
        SSLSocketFactory f = c.getSocketFactory();
        SSLSocket s = (SSLSocket) f.createSocket("h", 443);
        s.setEnabledProtocols(new String[] {"TLSv1.2"});
        return f;
    }
    void just() throws Exception {
        SSLContext c = SSLContext.getInstance("TLSv1"); «x»
        c.init(null, null, null);
    }
    SSLEngine old() throws Exception {
        SSLContext c = SSLContext.getInstance("TLSv1");
        SSLEngine e = c.createSSLEngine();
        e.setEnabledProtocols(new String[] {"TLSv1"}); «x»
        return e;
    }
    SSLEngine given(String[] list) throws Exception {
        SSLContext c = SSLContext.getInstance("TLSv1"); «x»
        SSLEngine e = c.createSSLEngine();
        e.setEnabledProtocols(list);
        return e;
    }
    SSLEngine same() throws Exception {
        SSLContext c = SSLContext.getInstance("TLSv1"); «x»
        SSLEngine e = c.createSSLEngine();
        e.setEnabledProtocols(e.getEnabledProtocols());
        return e;
    }
    SSLEngine chained() throws Exception {
        SSLEngine e = SSLContext.getInstance("TLSv1").createSSLEngine();
        e.setEnabledProtocols(new String[] {"TLSv1.2"});
        return e;
    }
}
""",
}
