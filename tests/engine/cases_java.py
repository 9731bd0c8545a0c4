"""How objects, values and branches are followed in Java; «x» marks a line that must be found."""

CASES = {
    "a list given later heals": """
import javax.net.ssl.*;
class A {
    void f(SSLSocket s) {
        s.setEnabledProtocols(new String[] {"TLSv1", "TLSv1.1"});
        s.setEnabledProtocols(new String[] {"TLSv1.2"});
    }
}
""",
    "a list given later lowers": """
import javax.net.ssl.*;
class A {
    void f(SSLSocket s) {
        s.setEnabledProtocols(new String[] {"TLSv1.2"});
        s.setEnabledProtocols(new String[] {"TLSv1.1", "TLSv1.2"}); «x»
    }
}
""",
    "two sockets do not leak into each other": """
import javax.net.ssl.*;
class A {
    void f(SSLSocketFactory factory) throws Exception {
        SSLSocket a = (SSLSocket) factory.createSocket();
        SSLSocket b = (SSLSocket) factory.createSocket();
        a.setEnabledProtocols(new String[] {"TLSv1"}); «x»
        b.setEnabledProtocols(new String[] {"TLSv1.2"});
    }
}
""",
    "try with resources": """
import javax.net.ssl.*;
class A {
    void f(SSLSocketFactory factory) throws Exception {
        try (SSLSocket s = (SSLSocket) factory.createSocket("host", 443)) {
            s.setEnabledProtocols(new String[] {"TLSv1"}); «x»
            s.startHandshake();
        }
    }
}
""",
    "a fallback in catch": """
import java.security.*;
import javax.net.ssl.*;
class A {
    static SSLContext f() throws NoSuchAlgorithmException {
        try {
            return SSLContext.getInstance("TLSv1.2");
        } catch (NoSuchAlgorithmException e) {
            return SSLContext.getInstance("TLSv1"); «x»
        }
    }
}
""",
    "a catch that only throws": """
import java.security.*;
import javax.net.ssl.*;
class A {
    static SSLContext f() {
        SSLContext c;
        try {
            c = SSLContext.getInstance("TLSv1.2");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("TLSv1 only?", e);
        }
        return c;
    }
}
""",
    "a loop over versions until one works": """
import javax.net.ssl.*;
class A {
    static SSLContext f() throws Exception {
        for (String name : new String[] {"TLSv1.2", "TLSv1.1", "TLSv1"}) { «x»
            try {
                return SSLContext.getInstance(name);
            } catch (java.security.NoSuchAlgorithmException e) {
                continue;
            }
        }
        throw new IllegalStateException();
    }
}
""",
    "a field set in the constructor": """
import javax.net.ssl.*;
class A {
    private final SSLContext context;
    A() throws Exception {
        this.context = SSLContext.getInstance("TLSv1"); «x»
        this.context.init(null, null, null);
    }
    SSLSocketFactory factory() { return context.getSocketFactory(); }
}
""",
    "a name with a default in another constructor": """
import javax.net.ssl.*;
class A {
    private final String protocol;
    A() { this("TLSv1"); } «x»
    A(String protocol) { this.protocol = protocol; }
    SSLContext make() throws Exception { return SSLContext.getInstance(protocol); }
}
""",
    "a setter and a field with a default": """
import javax.net.ssl.*;
class A {
    private String sslProtocol = "SSLv3"; «x»
    public void setSslProtocol(String sslProtocol) { this.sslProtocol = sslProtocol; }
    public SSLContext make() throws Exception { return SSLContext.getInstance(this.sslProtocol); }
}
""",
    "the Android factory that enables 1.1 and 1.2": """
import java.io.IOException;
import java.net.*;
import javax.net.ssl.*;
public class TLSSocketFactory extends SSLSocketFactory {
    private SSLSocketFactory internalSSLSocketFactory;
    public TLSSocketFactory() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, null, null);
        internalSSLSocketFactory = context.getSocketFactory();
    }
    @Override public String[] getDefaultCipherSuites() { return internalSSLSocketFactory.getDefaultCipherSuites(); }
    @Override public Socket createSocket() throws IOException {
        return enableTLSOnSocket(internalSSLSocketFactory.createSocket());
    }
    @Override public Socket createSocket(String host, int port) throws IOException, UnknownHostException {
        return enableTLSOnSocket(internalSSLSocketFactory.createSocket(host, port));
    }
    private Socket enableTLSOnSocket(Socket socket) {
        if (socket != null && (socket instanceof SSLSocket)) {
            ((SSLSocket) socket).setEnabledProtocols(new String[]{"TLSv1.1", "TLSv1.2"}); «x»
        }
        return socket;
    }
}
""",
    "the Android factory that enables 1.2 alone": """
import java.net.*;
import javax.net.ssl.*;
public class Tls12SocketFactory extends SSLSocketFactory {
    private static final String[] TLS_V12_ONLY = {"TLSv1.2"};
    final SSLSocketFactory delegate;
    public Tls12SocketFactory(SSLSocketFactory base) { this.delegate = base; }
    @Override public Socket createSocket(Socket s, String host, int port, boolean autoClose) throws java.io.IOException {
        return patch(delegate.createSocket(s, host, port, autoClose));
    }
    private Socket patch(Socket s) {
        if (s instanceof SSLSocket) {
            ((SSLSocket) s).setEnabledProtocols(TLS_V12_ONLY);
        }
        return s;
    }
}
""",
    "a pattern variable": """
import java.net.*;
import javax.net.ssl.*;
class A {
    Socket f(Socket socket) {
        if (socket instanceof SSLSocket ssl) {
            ssl.setEnabledProtocols(new String[] {"TLSv1"}); «x»
        }
        return socket;
    }
}
""",
    "all supported versions": """
import javax.net.ssl.*;
class A {
    void f(SSLSocket s) {
        s.setEnabledProtocols(s.getSupportedProtocols()); «x»
    }
    void g(SSLEngine e) {
        String[] all = e.getSupportedProtocols(); «x»
        e.setEnabledProtocols(all);
    }
    void h(SSLServerSocket s) {
        s.setEnabledProtocols(s.getSupportedProtocols());
    }
    void i(SSLSocket s, Helper helper) {
        s.setEnabledProtocols(helper.strongOnes(s.getSupportedProtocols()));
    }
    void j(SSLSocket s) {
        List<String> on = new ArrayList<>();
        for (String p : s.getSupportedProtocols()) { if (p.startsWith("TLSv1.2")) on.add(p); }
        s.setEnabledProtocols(on.toArray(new String[0]));
        String[] all = s.getSupportedProtocols();
        for (int i = 0; i < all.length; i++) { System.out.println(all[i]); }
    }
    void k(SSLSocket s) {
        List<String> on = new LinkedList<>(Arrays.asList(s.getSupportedProtocols()));
        on.remove("SSLv3"); on.remove("TLSv1"); on.remove("TLSv1.1");
        s.setEnabledProtocols(on.toArray(new String[on.size()]));
    }
    void l(SSLSocket s) {
        s.setEnabledProtocols(new String[] { s.getSupportedProtocols()[0] });
    }
}
""",
    "the enabled versions without the old ones": """
import java.util.*;
import javax.net.ssl.*;
class A {
    void f(SSLSocket s) {
        List<String> kept = new ArrayList<>();
        for (String p : s.getEnabledProtocols()) {
            if (!p.equals("SSLv3") && !p.equals("TLSv1") && !"TLSv1.1".equals(p)) {
                kept.add(p);
            }
        }
        s.setEnabledProtocols(kept.toArray(new String[kept.size()]));
    }
}
""",
    "constants of the file": """
import javax.net.ssl.*;
class A {
    private static final String PROTOCOL = "TLSv1"; «x»
    private static final String OTHER = "TLSv1.2";
    SSLContext a() throws Exception { return SSLContext.getInstance(PROTOCOL); }
    SSLContext b() throws Exception { return SSLContext.getInstance(A.OTHER); }
}
""",
    "constants of an interface in the file": """
import javax.net.ssl.*;
interface Protocols { String OLD = "SSLv3"; String NEW = "TLSv1.2"; } «x»
class A implements Protocols {
    SSLContext a() throws Exception { return SSLContext.getInstance(OLD); }
    SSLContext b() throws Exception { return SSLContext.getInstance(Protocols.NEW); }
}
""",
    "constants of a nested class": """
import javax.net.ssl.*;
class A {
    static class Names { static final String TLS = "TLSv1"; } «x»
    SSLContext a() throws Exception { return SSLContext.getInstance(Names.TLS); }
}
""",
    "a conditional expression": """
import javax.net.ssl.*;
class A {
    SSLContext f(boolean legacy) throws Exception {
        return SSLContext.getInstance(legacy ? "TLSv1" : "TLSv1.2"); «x»
    }
}
""",
    "a list by version of the platform": """
import android.os.Build;
import javax.net.ssl.*;
class A {
    void f(SSLSocket s) {
        String[] protocols = Build.VERSION.SDK_INT >= 16 ? new String[] {"TLSv1.2"} : new String[] {"TLSv1"}; «x»
        s.setEnabledProtocols(protocols);
    }
}
""",
    "text that is put together": """
import javax.net.ssl.*;
class A {
    private static final String FAMILY = "TLSv";
    SSLContext a() throws Exception { return SSLContext.getInstance(FAMILY + "1"); } «x»
    SSLContext b() throws Exception { return SSLContext.getInstance(FAMILY + "1.2"); }
    SSLContext c() throws Exception { return SSLContext.getInstance(String.format("TLSv%s", "1.1")); } «x»
}
""",
    "split, trim and join": """
import java.util.*;
import javax.net.ssl.*;
class A {
    static final String LIST = "TLSv1, TLSv1.2"; «x»
    void f(SSLSocket s) { s.setEnabledProtocols(LIST.split("\\\\s*,\\\\s*")); }
    void g() { System.setProperty("https.protocols", String.join(",", "TLSv1.1", "TLSv1.2")); } «x»
    void h() { System.setProperty("https.protocols", String.join(",", Arrays.asList("TLSv1.2", "TLSv1.3"))); }
}
""",
    "defaults of configuration lookups": """
import javax.net.ssl.*;
class A {
    SSLContext a(java.util.Properties p) throws Exception {
        return SSLContext.getInstance(p.getProperty("tls.version", "TLSv1")); «x»
    }
    SSLContext b() throws Exception {
        return SSLContext.getInstance(System.getProperty("tls.version", "TLSv1.2"));
    }
    SSLContext c(java.util.Map<String, String> m) throws Exception {
        return SSLContext.getInstance(m.getOrDefault("tls.version", "SSLv3")); «x»
    }
    SSLContext d(String given) throws Exception {
        return SSLContext.getInstance(java.util.Optional.ofNullable(given).orElse("TLSv1.1")); «x»
    }
    SSLContext e(String given) throws Exception {
        String name = given;
        if (name == null || name.isEmpty()) {
            name = "TLSv1"; «x»
        }
        return SSLContext.getInstance(name);
    }
    SSLContext g(String given) throws Exception {
        return SSLContext.getInstance(StringUtils.defaultIfBlank(given, "TLSv1")); «x»
    }
    SSLContext h() throws Exception {
        return SSLContext.getInstance(System.getenv().getOrDefault("TLS", "TLSv1")); «x»
    }
    SSLContext i(String given) throws Exception {
        return SSLContext.getInstance(java.util.Objects.requireNonNullElse(given, "TLSv1")); «x»
    }
}
""",
    "a helper that makes the context": """
import javax.net.ssl.*;
class A {
    static SSLContext make(String name) throws Exception {
        SSLContext c = SSLContext.getInstance(name);
        c.init(null, null, null);
        return c;
    }
    static final SSLContext GOOD;
    static { try { GOOD = make("TLSv1.2"); } catch (Exception e) { throw new Error(e); } }
    SSLContext bad() throws Exception { return make("TLSv1"); } «x»
}
""",
    "a list is built in steps": """
import java.util.*;
import javax.net.ssl.*;
class A {
    void f(SSLEngine e, boolean old) {
        List<String> names = new ArrayList<String>();
        names.add("TLSv1.2");
        if (old) {
            names.add("TLSv1"); «x»
        }
        e.setEnabledProtocols(names.toArray(new String[] {}));
    }
    void g(SSLEngine e) {
        Set<String> names = new HashSet<>();
        Collections.addAll(names, "TLSv1.1", "TLSv1.2"); «x»
        e.setEnabledProtocols(names.stream().toArray(String[]::new));
    }
    void h(SSLEngine e) {
        e.setEnabledProtocols(Arrays.asList("TLSv1", "TLSv1.2").toArray(new String[2])); «x»
    }
    void i(SSLEngine e) {
        e.setEnabledProtocols(java.util.stream.Stream.of("TLSv1", "TLSv1.2").toArray(String[]::new)); «x»
    }
}
""",
    "a server's engine": """
import javax.net.ssl.*;
class A {
    void f(SSLContext c, boolean client) {
        SSLEngine e = c.createSSLEngine();
        e.setUseClientMode(false);
        e.setEnabledProtocols(new String[] {"TLSv1"});
        SSLEngine either = c.createSSLEngine();
        either.setUseClientMode(client);
        either.setEnabledProtocols(new String[] {"TLSv1"}); «x»
    }
}
""",
    "a socket that connects and is a server's on one way alone": """
import javax.net.ssl.*;
class A {
    void f(SSLSocketFactory factory, String host, boolean need) throws Exception {
        SSLSocket s = (SSLSocket) factory.createSocket(host, 443);
        if (need) s.setNeedClientAuth(true);
        s.setEnabledProtocols(new String[] {"TLSv1"}); «x»
    }
    void g(SSLSocketFactory factory, java.net.Socket taken, boolean need) throws Exception {
        SSLSocket s = (SSLSocket) factory.createSocket(taken, "", 443, true);
        if (need) s.setNeedClientAuth(true);
        s.setUseClientMode(false);
        s.setEnabledProtocols(new String[] {"TLSv1"});
    }
    void h(SSLContext context, boolean need) throws Exception {
        SSLEngine e = context.createSSLEngine();
        if (need) e.setNeedClientAuth(true);
        e.setEnabledProtocols(new String[] {"TLSv1"});
    }
}
""",
    "a context for a server only": """
import javax.net.ssl.*;
class A {
    void f() throws Exception {
        SSLContext c = SSLContext.getInstance("TLSv1");
        c.init(null, null, null);
        SSLServerSocketFactory factory = c.getServerSocketFactory();
        SSLServerSocket s = (SSLServerSocket) factory.createServerSocket(8443);
        s.setNeedClientAuth(true);
    }
}
""",
    "comparisons, labels and display": """
import javax.net.ssl.*;
class A {
    private static final org.slf4j.Logger log = org.slf4j.LoggerFactory.getLogger(A.class);
    int f(SSLSession s) {
        switch (s.getProtocol()) {
            case "SSLv3": return 0;
            case "TLSv1": return 1;
            default: break;
        }
        if ("TLSv1".equals(s.getProtocol()) || s.getProtocol().equalsIgnoreCase("TLSv1.1")) {
            log.warn("{} is old, {} too", "TLSv1", "TLSv1.1");
            throw new IllegalArgumentException("TLSv1");
        }
        return java.util.Arrays.asList("TLSv1", "TLSv1.1").contains(s.getProtocol()) ? 3 : 4;
    }
}
""",
    "a deny list in code": """
import java.util.*;
import javax.net.ssl.*;
class A {
    private static final Set<String> WEAK = new HashSet<>(Arrays.asList("SSLv2Hello", "SSLv3", "TLSv1", "TLSv1.1"));
    void f(SSLSocket s) {
        List<String> good = new LinkedList<>();
        for (String p : s.getSupportedProtocols()) {
            if (!WEAK.contains(p)) good.add(p);
        }
        s.setEnabledProtocols(good.toArray(new String[0]));
        List<String> rest = new ArrayList<>(Arrays.asList(s.getEnabledProtocols()));
        rest.removeAll(WEAK);
        s.setEnabledProtocols(rest.toArray(new String[0]));
    }
}
""",
    "an enum of versions is a choice": """
import javax.net.ssl.*;
enum Version {
    SSL3("SSLv3"), TLS1("TLSv1"), TLS12("TLSv1.2");
    final String javaName;
    Version(String javaName) { this.javaName = javaName; }
    SSLContext context() throws Exception { return SSLContext.getInstance(javaName); }
}
""",
    "names for choosing from": """
class A {
    static final String SSL3 = "SSLv3";
    static final String TLS1 = "TLSv1";
    static final String TLS12 = "TLSv1.2";
    static final String[] ALL = {SSL3, TLS1, TLS12};
    String[] choices() { return ALL; }
}
""",
    "HttpsURLConnection's default": """
import javax.net.ssl.*;
class A {
    void f(TrustManager[] all) throws Exception {
        SSLContext sc = SSLContext.getInstance("SSLv3"); «x»
        sc.init(null, all, new java.security.SecureRandom());
        HttpsURLConnection.setDefaultSSLSocketFactory(sc.getSocketFactory());
        HttpsURLConnection.setDefaultHostnameVerifier((h, s) -> true);
    }
}
""",
    "Apache HttpClient, newer": """
import org.apache.http.conn.ssl.*;
import org.apache.http.impl.client.*;
import org.apache.http.ssl.SSLContexts;
import javax.net.ssl.SSLContext;
class A {
    CloseableHttpClient f() throws Exception {
        SSLContext c = SSLContexts.custom().loadTrustMaterial(null, new TrustSelfSignedStrategy()).build();
        SSLConnectionSocketFactory f = new SSLConnectionSocketFactory(
            c,
            new String[] { "TLSv1" }, «x»
            null,
            SSLConnectionSocketFactory.getDefaultHostnameVerifier());
        return HttpClients.custom().setSSLSocketFactory(f).build();
    }
    CloseableHttpClient g() throws Exception {
        return HttpClients.custom().setSSLSocketFactory(new SSLConnectionSocketFactory(
            SSLContexts.createDefault(), new String[] {"TLSv1.2"}, null, NoopHostnameVerifier.INSTANCE)).build();
    }
    SSLContext h() throws Exception {
        return SSLContexts.custom().useProtocol("TLSv1").build(); «x»
    }
    SSLContext i() throws Exception {
        return new org.apache.http.ssl.SSLContextBuilder().setProtocol("TLSv1.2").build();
    }
}
""",
    "Apache HttpClient, older": """
import org.apache.http.conn.scheme.Scheme;
import org.apache.http.conn.ssl.SSLSocketFactory;
import org.apache.http.conn.ClientConnectionManager;
import org.apache.http.impl.client.DefaultHttpClient;
import javax.net.ssl.SSLContext;
class A {
    static DefaultHttpClient wrap(DefaultHttpClient base) throws Exception {
        SSLContext ctx = SSLContext.getInstance("TLSv1"); «x»
        ctx.init(null, null, null);
        SSLSocketFactory ssf = new SSLSocketFactory(ctx, SSLSocketFactory.ALLOW_ALL_HOSTNAME_VERIFIER);
        ClientConnectionManager ccm = base.getConnectionManager();
        ccm.getSchemeRegistry().register(new Scheme("https", 443, ssf));
        return new DefaultHttpClient(ccm, base.getParams());
    }
}
""",
    "a factory that extends Apache's": """
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
class Old extends SSLConnectionSocketFactory {
    Old(SSLContext c) { super(c, new String[] {"TLSv1", "TLSv1.2"}, null, getDefaultHostnameVerifier()); } «x»
}
class Prepared extends SSLConnectionSocketFactory {
    Prepared(SSLContext c) { super(c); }
    @Override protected void prepareSocket(SSLSocket socket) {
        socket.setEnabledProtocols(new String[] {"SSLv3"}); «x»
    }
}
""",
    "Apache HttpClient 5": """
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.ssl.*;
import org.apache.hc.core5.http.ssl.TLS;
class A {
    Object a() {
        return SSLConnectionSocketFactoryBuilder.create().setTlsVersions(TLS.V_1_0, TLS.V_1_2).build(); «x»
    }
    Object b() {
        return SSLConnectionSocketFactoryBuilder.create().setTlsVersions(TLS.V_1_2, TLS.V_1_3).build();
    }
    Object c() {
        return TlsConfig.custom().setSupportedProtocols("TLSv1.1").build(); «x»
    }
    Object d() {
        return ClientTlsStrategyBuilder.create().setTlsVersions("TLSv1").build(); «x»
    }
}
""",
    "OkHttp": """
import okhttp3.*;
import java.util.*;
class A {
    OkHttpClient.Builder enableTls(OkHttpClient.Builder client) {
        ConnectionSpec cs = new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS)
            .tlsVersions(TlsVersion.TLS_1_2)
            .build();
        List<ConnectionSpec> specs = new ArrayList<>();
        specs.add(cs);
        specs.add(ConnectionSpec.COMPATIBLE_TLS); «x»
        specs.add(ConnectionSpec.CLEARTEXT);
        client.connectionSpecs(specs);
        return client;
    }
    OkHttpClient plain() {
        return new OkHttpClient.Builder().connectionSpecs(Arrays.asList(ConnectionSpec.MODERN_TLS, ConnectionSpec.CLEARTEXT)).build();
    }
    ConnectionSpec all() {
        return new ConnectionSpec.Builder(true).allEnabledTlsVersions().build();
    }
    ConnectionSpec listed() {
        return new ConnectionSpec.Builder(ConnectionSpec.COMPATIBLE_TLS)
            .tlsVersions(TlsVersion.TLS_1_2, TlsVersion.TLS_1_1, TlsVersion.TLS_1_0) «x»
            .build();
    }
}
""",
    "OkHttp's platform and handshake": """
import okhttp3.*;
class A {
    boolean f(Response r) {
        TlsVersion v = r.handshake().tlsVersion();
        return v != TlsVersion.TLS_1_0 && v != TlsVersion.TLS_1_1;
    }
    TlsVersion g(String name) {
        switch (name) {
            case "1.0": return TlsVersion.TLS_1_0;
            case "1.1": return TlsVersion.TLS_1_1;
            default: return TlsVersion.TLS_1_2;
        }
    }
}
""",
    "Netty": """
import io.netty.handler.ssl.*;
import javax.net.ssl.SSLEngine;
class A {
    void init(io.netty.channel.socket.SocketChannel ch, SslContext ctx) throws Exception {
        SslContext old = SslContextBuilder.forClient().trustManager((java.io.File) null).protocols("TLSv1", "TLSv1.2").build(); «x»
        SSLEngine engine = ctx.newEngine(ch.alloc());
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(new String[] {"TLSv1.1"}); «x»
        ch.pipeline().addLast(new SslHandler(engine));
    }
}
""",
    "an engine of a handler": """
import io.netty.handler.ssl.SslHandler;
class A {
    void f(SslHandler handler) {
        handler.engine().setEnabledProtocols(new String[] {"TLSv1", "TLSv1.1", "TLSv1.2"}); «x»
    }
}
""",
    "Jetty's client": """
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.util.ssl.SslContextFactory;
class A {
    HttpClient f() {
        SslContextFactory.Client c = new SslContextFactory.Client();
        c.setIncludeProtocols("TLSv1", "TLSv1.2"); «x»
        return new HttpClient(c);
    }
    HttpClient g() {
        SslContextFactory c = new SslContextFactory(true);
        c.addExcludeProtocols("SSLv3", "TLSv1", "TLSv1.1");
        return new HttpClient(c);
    }
    HttpClient h() {
        SslContextFactory c = new SslContextFactory(true);
        c.setExcludeProtocols("SSLv3"); «x»
        return new HttpClient(c);
    }
}
""",
    "Vert.x": """
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.client.WebClientOptions;
class A {
    HttpClientOptions f() {
        return new HttpClientOptions().setSsl(true).addEnabledSecureTransportProtocol("TLSv1"); «x»
    }
    WebClientOptions g() {
        return new WebClientOptions().setTrustAll(true).setEnabledSecureTransportProtocols(java.util.Set.of("TLSv1.2"));
    }
    HttpServerOptions h() {
        return new HttpServerOptions().addEnabledSecureTransportProtocol("TLSv1");
    }
}
""",
    "mail": """
import java.util.Properties;
import javax.mail.*;
class A {
    Session f() {
        Properties props = System.getProperties();
        props.put("mail.smtp.host", "smtp.example.com");
        props.put("mail.smtp.starttls.enable", "true");
        props.put("mail.smtp.ssl.protocols", "TLSv1"); «x»
        return Session.getInstance(props);
    }
    Session g() {
        Properties props = new Properties();
        props.setProperty("mail.smtp.ssl.protocols", "TLSv1.2");
        return Session.getDefaultInstance(props, null);
    }
}
""",
    "Kafka": """
import java.util.*;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SslConfigs;
class A {
    Map<String, Object> f() {
        Map<String, Object> props = new HashMap<>();
        props.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SSL");
        props.put(SslConfigs.SSL_ENABLED_PROTOCOLS_CONFIG, "TLSv1.2,TLSv1.1"); «x»
        props.put(SslConfigs.SSL_PROTOCOL_CONFIG, "TLSv1"); «x»
        return props;
    }
    Properties g() {
        Properties props = new Properties();
        props.setProperty("ssl.enabled.protocols", "TLSv1.2");
        return props;
    }
}
""",
    "JDBC": """
import java.sql.*;
import java.util.Properties;
class A {
    Connection a() throws SQLException {
        return DriverManager.getConnection("jdbc:mysql://db/app?useSSL=true&enabledTLSProtocols=TLSv1,TLSv1.1", "u", "p"); «x»
    }
    Connection b() throws SQLException {
        String url = "jdbc:sqlserver://db:1433;databaseName=x;sslProtocol=TLSv1"; «x»
        return DriverManager.getConnection(url);
    }
    Connection c() throws SQLException {
        Properties p = new Properties();
        p.put("enabledTLSProtocols", "TLSv1.2");
        return DriverManager.getConnection("jdbc:mysql://db/app?enabledTLSProtocols=TLSv1.2,TLSv1.3", p);
    }
}
""",
    "system properties set in a static block": """
public class Main {
    static {
        System.setProperty("https.protocols", "TLSv1,TLSv1.1,TLSv1.2"); «x»
        System.setProperty("jdk.tls.client.protocols", "TLSv1.2");
    }
    public static void main(String[] args) {
        if (args.length > 0) System.setProperty("https.protocols", "TLSv1.2");
        String old = System.getProperty("https.protocols");
        System.setProperty("https.protocols", old);
    }
}
""",
    "the deny list of the JDK": """
import java.security.Security;
class A {
    static { Security.setProperty("jdk.tls.disabledAlgorithms", "SSLv3, RC4, MD5withRSA, DH keySize < 768"); } «x»
    void g() {
        String list = Security.getProperty("jdk.tls.disabledAlgorithms");
        Security.setProperty("jdk.tls.disabledAlgorithms", list + ", TLSv1, TLSv1.1");
    }
}
""",
    "the deny list without its old versions": """
import java.security.Security;
class A {
    void f() {
        String list = Security.getProperty("jdk.tls.disabledAlgorithms");
        Security.setProperty("jdk.tls.disabledAlgorithms", list.replace("TLSv1, TLSv1.1,", "")); «x»
    }
}
""",
    "bean setters nobody knows": """
class A {
    void f(Object o) {
        ConnectionFactory cf = new ConnectionFactory();
        cf.setSslProtocol("TLSv1"); «x»
        cf.setProtocol("TLSv1");
        other().setTlsVersion("TLSv1.2");
    }
}
""",
    "LDAP": """
import com.unboundid.ldap.sdk.*;
import com.unboundid.util.ssl.*;
class A {
    LDAPConnection f() throws Exception {
        SSLUtil util = new SSLUtil(new TrustAllTrustManager());
        return new LDAPConnection(util.createSSLSocketFactory("TLSv1"), "ldap", 636); «x»
    }
}
""",
    "an anonymous configurer": """
import javax.net.ssl.*;
import java.net.*;
class A {
    SSLSocketFactory f(SSLSocketFactory base) {
        return new DelegatingSSLSocketFactory(base) {
            @Override protected SSLSocket configureSocket(SSLSocket socket) throws java.io.IOException {
                socket.setEnabledProtocols(new String[] {"TLSv1.1", "TLSv1.2"}); «x»
                return socket;
            }
        };
    }
}
""",
    "lambdas and streams": """
import java.util.*;
import javax.net.ssl.*;
class A {
    private final List<SSLSocket> open = new ArrayList<>();
    void f() { open.forEach(s -> s.setEnabledProtocols(new String[] {"TLSv1"})); } «x»
    void g(SSLSocket s) {
        s.setEnabledProtocols(Arrays.stream(s.getSupportedProtocols()) «x»
            .filter(p -> !p.equals("SSLv3") && !p.equals("TLSv1"))
            .toArray(String[]::new));
    }
}
""",
    "parameters of a socket": """
import javax.net.ssl.*;
class A {
    void f(SSLSocket s) {
        SSLParameters p = s.getSSLParameters();
        p.setProtocols(new String[] {"TLSv1", "TLSv1.2"}); «x»
        p.setEndpointIdentificationAlgorithm("HTTPS");
        s.setSSLParameters(p);
    }
}
""",
    "a switch that picks a version": """
import javax.net.ssl.*;
class A {
    SSLContext f(int level) throws Exception {
        String name;
        switch (level) {
            case 0: name = "SSLv3"; break;
            case 1: name = "TLSv1"; break;
            default: name = "TLSv1.2";
        }
        return SSLContext.getInstance(name);
    }
}
""",
    "comparisons side by side that pick a version": """
import javax.net.ssl.*;
class A {
    static String name(String v) {
        if (v.equals("1.0")) return "TLSv1";
        if ("1.1".equals(v)) return "TLSv1.1";
        return "TLSv1.2";
    }
    SSLContext make(String v) throws Exception { return SSLContext.getInstance(name(v)); }
}
""",
    "a switch expression whose default is old": """
import javax.net.ssl.*;
class A {
    SSLContext f(String level) throws Exception {
        return SSLContext.getInstance(switch (level) {
            case "modern" -> "TLSv1.3";
            case "usual" -> "TLSv1.2";
            default -> "TLSv1"; «x»
        });
    }
}
""",
    "a helper is given the list": """
import javax.net.ssl.*;
class A {
    private void enable(SSLSocket s, String... names) { s.setEnabledProtocols(names); }
    void f(SSLSocket a, SSLSocket b) {
        enable(a, "TLSv1.2");
        enable(b, "TLSv1", "TLSv1.2"); «x»
    }
}
""",
    "reflection over a provider and an alias of an import": """
import static javax.net.ssl.SSLContext.getInstance;
class A {
    Object f() throws Exception { return getInstance("TLSv1"); } «x»
    Object g() throws Exception { return java.security.MessageDigest.getInstance("TLSv1"); }
}
""",
    "websocket and Java-WebSocket": """
import javax.net.ssl.*;
import org.java_websocket.client.WebSocketClient;
class A {
    void f(WebSocketClient c) throws Exception {
        SSLContext sslContext = null;
        sslContext = SSLContext.getInstance("TLSv1.1"); «x»
        sslContext.init(null, null, null);
        c.setSocketFactory(sslContext.getSocketFactory());
    }
}
""",
    "a test asserts": """
import static org.junit.Assert.*;
import javax.net.ssl.*;
class ATest {
    void f(SSLSocket s, Config c) {
        assertEquals("TLSv1", s.getSession().getProtocol());
        assertArrayEquals(new String[] {"TLSv1", "TLSv1.1"}, c.getProtocols());
        assertThat(s.getEnabledProtocols()).containsExactly("TLSv1", "TLSv1.2");
        when(s.getEnabledProtocols()).thenReturn(new String[] {"TLSv1"});
        verify(s).setEnabledProtocols(new String[] {"TLSv1.2"});
    }
}
""",
    "a context that is made when first asked for": """
package x;
import java.io.IOException;
import java.net.*;
import javax.net.ssl.SSLContext;
import org.apache.commons.httpclient.params.HttpConnectionParams;
import org.apache.commons.httpclient.protocol.SecureProtocolSocketFactory;
public class EasySSLProtocolSocketFactory implements SecureProtocolSocketFactory {
    private SSLContext sslcontext = null;
    private static SSLContext createEasySSLContext() {
        try {
            SSLContext context = SSLContext.getInstance("SSLv3"); «x»
            context.init(null, new TrustManager[] {new EasyX509TrustManager(null)}, null);
            return context;
        } catch (Exception e) {
            throw new RuntimeException(e.toString());
        }
    }
    private SSLContext getSSLContext() {
        if (this.sslcontext == null) this.sslcontext = createEasySSLContext();
        return this.sslcontext;
    }
    public Socket createSocket(String host, int port) throws IOException {
        return getSSLContext().getSocketFactory().createSocket(host, port);
    }
}
""",
    "a field that a framework fills has a default": """
@Configuration
public class RestConfig {
    @Value("${tls.version:TLSv1}") «x»
    private String tlsVersion;
    @Bean
    public RestTemplate restTemplate() throws Exception {
        javax.net.ssl.SSLContext sslContext = javax.net.ssl.SSLContext.getInstance(tlsVersion);
        return new RestTemplate();
    }
}
""",
    "an anonymous class calls a method of its base": """
import java.util.Properties;
class A {
    static Properties p() {
        return new Properties() {{
            put("mail.smtp.ssl.protocols", "TLSv1"); «x»
            put("mail.smtp.auth", "true");
        }};
    }
}
""",
    "pairs of a map": """
import java.util.*;
class A {
    static Properties p() {
        Properties p = new Properties();
        p.putAll(Map.of("mail.smtp.ssl.protocols", "TLSv1.1", "mail.smtp.auth", "true")); «x»
        return p;
    }
}
""",
    "a map that is built": """
import com.google.common.collect.ImmutableMap;
class A {
    Object f() {
        return ImmutableMap.<String, String>builder()
            .put("security.protocol", "SSL")
            .put("ssl.enabled.protocols", "TLSv1") «x»
            .build();
    }
}
""",
    "a database's address with an unknown host": """
import java.sql.*;
class A {
    private static final String BASE = "jdbc:mysql://";
    Connection f(String host) throws Exception {
        String url = BASE + host + "/db?useSSL=true&enabledTLSProtocols=TLSv1,TLSv1.1"; «x»
        return DriverManager.getConnection(url, "u", "p");
    }
}
""",
    "a second try with an older list": """
import javax.net.ssl.*;
class A {
    private SSLSocket open(SSLSocketFactory f, String host, String[] protocols) throws Exception {
        SSLSocket s = (SSLSocket) f.createSocket(host, 443);
        s.setEnabledProtocols(protocols);
        return s;
    }
    SSLSocket connect(SSLSocketFactory f, String host) throws Exception {
        try {
            return open(f, host, new String[] {"TLSv1.2"});
        } catch (SSLHandshakeException e) {
            return open(f, host, new String[] {"TLSv1"}); «x»
        }
    }
}
""",
    "an enum of a library's versions is a choice, and one version is none": """
import okhttp3.TlsVersion;
enum Version {
    OLD(TlsVersion.TLS_1_0), NEW(TlsVersion.TLS_1_2);
    final TlsVersion version;
    Version(TlsVersion version) { this.version = version; }
}
enum Only {
    OLD(TlsVersion.TLS_1_0); «x»
    final TlsVersion version;
    Only(TlsVersion version) { this.version = version; }
}
class A { void f() { send(TlsVersion.TLS_1_1); } } «x»
""",
    "who connects stays a client when it is told to ask for certificates": """
import javax.net.ssl.*;
import org.apache.commons.net.ftp.FTPSClient;
class A {
    void ftps() throws Exception {
        FTPSClient c = new FTPSClient(true);
        c.setNeedClientAuth(true);
        c.setEnabledProtocols(new String[] {"TLSv1"}); «x»
    }
    void socket(SSLSocketFactory f) throws Exception {
        SSLSocket s = (SSLSocket) f.createSocket("h", 443);
        s.setWantClientAuth(true);
        s.setEnabledProtocols(new String[] {"TLSv1.1"}); «x»
        SSLSocket t = (SSLSocket) f.createSocket("h", 443);
        t.setUseClientMode(false);
        t.setNeedClientAuth(true);
        t.setEnabledProtocols(new String[] {"TLSv1.1"});
    }
    void engine(SSLContext x) {
        SSLEngine a = x.createSSLEngine();
        a.setUseClientMode(true);
        a.setNeedClientAuth(true);
        a.setEnabledProtocols(new String[] {"TLSv1.1"}); «x»
        SSLEngine b = x.createSSLEngine();
        b.setWantClientAuth(true);
        b.setEnabledProtocols(new String[] {"TLSv1.1"});
    }
}
""",
    "a copy of Lettuce's options is one of its own": """
import io.lettuce.core.SslOptions;
class A {
    void old() {
        SslOptions a = SslOptions.builder().protocols("TLSv1").build(); «x»
        SslOptions b = a.mutate().protocols("TLSv1.2").build();
        use(a);
    }
    void mutated() {
        SslOptions a = SslOptions.builder().protocols("TLSv1.2").build();
        SslOptions b = a.mutate().protocols("TLSv1.1").build(); «x»
        use(a);
    }
    void healed() {
        SslOptions a = SslOptions.builder().protocols("TLSv1").protocols("TLSv1.2").build();
        SslOptions b = a.mutate().resource(null).build();
    }
}
""",
    "an enum of lists is a choice": """
import javax.net.ssl.*;
enum Mode {
    MODERN("TLSv1.2", "TLSv1.3"), OLD("TLSv1", "TLSv1.1");
    private final String[] protocols;
    Mode(String... p) { protocols = p; }
    void apply(SSLSocket s) { s.setEnabledProtocols(protocols); }
}
""",
    "a builder of the file": """
import javax.net.ssl.*;
public class Client {
    private final String protocol;
    private Client(Builder b) { this.protocol = b.protocol; }
    SSLContext ctx() throws Exception { return SSLContext.getInstance(protocol); }
    public static class Builder {
        private String protocol = "TLSv1"; «x»
        public Builder protocol(String p) { this.protocol = p; return this; }
        public Client build() { return new Client(this); }
    }
}
""",
    "a static context from a helper": """
import javax.net.ssl.*;
class A {
    private static final SSLContext SSL = createContext("TLSv1"); «x»
    private static SSLContext createContext(final String protocol) {
        try {
            final SSLContext ctx = SSLContext.getInstance(protocol);
            ctx.init(null, null, null);
            return ctx;
        } catch (Exception e) { throw new RuntimeException(e); }
    }
}
""",
    "a wrapper hands on what it is given": """
import javax.net.ssl.*;
class Wrapper extends SSLSocket {
    private final SSLSocket delegate;
    Wrapper(SSLSocket s) { delegate = s; }
    @Override public void setEnabledProtocols(String[] protocols) { delegate.setEnabledProtocols(protocols); }
    @Override public String[] getEnabledProtocols() { return delegate.getEnabledProtocols(); }
}
class NoSSLv3 extends Wrapper {
    NoSSLv3(SSLSocket s) { super(s); }
    @Override public void setEnabledProtocols(String[] protocols) {
        if (protocols != null && protocols.length == 1 && "SSLv3".equals(protocols[0])) {
            java.util.List<String> l = new java.util.ArrayList<>(java.util.Arrays.asList(delegate().getEnabledProtocols()));
            if (l.size() > 1) { l.remove("SSLv3"); }
            protocols = l.toArray(new String[l.size()]);
        }
        super.setEnabledProtocols(protocols);
    }
}
""",
    "Netty's handler of a server": """
import io.netty.handler.ssl.*;
import javax.net.ssl.*;
class A {
    ChannelHandler f(SSLContext ctx) {
        SSLEngine engine = ctx.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(new String[] {"TLSv1", "TLSv1.1", "TLSv1.2"});
        return new SslHandler(engine);
    }
}
""",
    "Jetty's connector": """
import org.eclipse.jetty.server.*;
import org.eclipse.jetty.util.ssl.SslContextFactory;
class A {
    void f(Server server) {
        SslContextFactory.Server ssl = new SslContextFactory.Server();
        ssl.setIncludeProtocols("TLSv1", "TLSv1.2");
        ssl.setExcludeProtocols("SSLv3");
        ServerConnector c = new ServerConnector(server, new SslConnectionFactory(ssl, "http/1.1"));
    }
}
""",
    "words that only look like versions": """
class A { void f() {
    client.setProtocols("SSH-2.0");
    parser.setProtocol("TLSv1");
    map.put("version", "TLSv1");
    label.setText("TLSv1.1");
    combo.addItem("SSLv3");
} }
""",
    "the enabled versions and an old one": """
import javax.net.ssl.*;
import java.util.*;
class A {
    void f(SSLSocket s) {
        Set<String> set = new TreeSet<>(Arrays.asList(s.getEnabledProtocols()));
        set.add("TLSv1"); «x»
        s.setEnabledProtocols(set.toArray(new String[0]));
    }
}
""",
    "FTPS": """
import org.apache.commons.net.ftp.FTPSClient;
class A { void f() throws Exception {
    FTPSClient a = new FTPSClient("TLSv1", false); «x»
    FTPSClient b = new FTPSClient(true);
    b.setEnabledProtocols(new String[] {"SSLv3"}); «x»
    FTPSClient c = new FTPSClient("TLS");
} }
""",
    "a list filled in a static block": """
import java.util.*;
import javax.net.ssl.*;
class A {
    private static final List<String> PROTOCOLS = new ArrayList<>();
    static {
        PROTOCOLS.add("TLSv1.2");
        PROTOCOLS.add("TLSv1.1"); «x»
    }
    void f(SSLSocket s) { s.setEnabledProtocols(PROTOCOLS.toArray(new String[0])); }
}
""",
    "what callers give is not known": """
import javax.net.ssl.*;
class A {
    private String[] protocols;
    A() { protocols = new String[] {"TLSv1.2"}; }
    A(String[] protocols) { this.protocols = protocols; }
    void f(SSLSocket s) { s.setEnabledProtocols(protocols); }
}
""",
    "an array that toArray fills": """
import java.util.*;
import javax.net.ssl.*;
class A {
    void f(SSLSocket s) {
        List<String> l = new ArrayList<String>();
        l.add("TLSv1"); «x»
        String[] a = new String[l.size()];
        l.toArray(a);
        s.setEnabledProtocols(a);
    }
}
""",
    "a field assigned by its bare name": """
import java.util.*;
import javax.net.ssl.*;
class A {
    private static final String DEFAULTS = "TLSv1.1,TLSv1.2"; «x»
    private final String[] protocols;
    A(String given) {
        String all = System.getProperty("jdk.tls.client.protocols");
        if (all == null) all = System.getProperty("https.protocols");
        if (all != null) {
            String[] parts = all.split(",");
            protocols = new String[parts.length];
            for (int i = 0; i < parts.length; i++) { protocols[i] = parts[i].trim(); }
        } else {
            protocols = DEFAULTS.split(",");
        }
    }
    void f(java.net.Socket s) {
        if (s instanceof SSLSocket) {
            SSLSocket t = (SSLSocket) s;
            t.setEnabledProtocols(protocols);
        }
    }
}
""",
    "what is held to fail": """
import javax.net.ssl.*;
import static org.junit.Assert.*;
class A {
    void f(SSLSocket s) {
        assertThrows(IllegalArgumentException.class, () -> s.setEnabledProtocols(new String[] {"SSLv3"}));
        assertThrows(Exception.class, () -> { SSLContext c = SSLContext.getInstance("SSLv3"); });
        assertThatThrownBy(() -> s.setEnabledProtocols(new String[] {"TLSv1"})).isInstanceOf(Exception.class);
        run(() -> s.setEnabledProtocols(new String[] {"TLSv1"})); «x»
    }
    void refused(SSLSocket s, SSLSocket t) throws Exception {
        try {
            s.setEnabledProtocols(new String[] {"TLSv1"});
            fail("TLSv1 was taken");
        } catch (IllegalArgumentException expected) { }
        try {
            SSLContext.getInstance("SSLv3").createSSLEngine();
            throw new AssertionError();
        } catch (Exception expected) { }
        try {
            t.setEnabledProtocols(new String[] {"TLSv1.1"}); «x»
            t.startHandshake();
            Assert.fail();
        } catch (Exception expected) { }
        try { t.setEnabledProtocols(new String[] {"TLSv1"}); } catch (Exception e) { fail(); } «x»
    }
}
""",
    "accepted connections": """
import javax.net.ssl.*;
class A {
    void f(Test c) throws Exception {
        final SSLSocket server = (SSLSocket) c.serverSocket.accept();
        run(() -> {
            server.setEnabledProtocols(new String[] {"TLSv1.2", "TLSv1.1"});
            return null;
        });
        c.accept(visitor);
    }
}
""",
    "options of another machine": """
import java.util.*;
class A {
    Process f() throws Exception {
        List<String> command = new ArrayList<>();
        command.add("java");
        command.add("-Dhttps.protocols=TLSv1"); «x»
        command.add("-Djdk.tls.client.protocols=TLSv1.2");
        System.out.println("-Dhttps.protocols=TLSv1");
        return new ProcessBuilder(command).start();
    }
    Object g(Object container) {
        return container.withEnv("JAVA_OPTS", "-Dhttps.protocols=TLSv1.1 -Xmx1g"); «x»
    }
}
""",
    "a list cut down to what is supported": """
import java.util.*; import java.util.stream.*;
import javax.net.ssl.*;
class A {
    void g(SSLSocket s) {
        List<String> wanted = Arrays.asList("TLSv1", "TLSv1.2"); «x»
        List<String> supported = Arrays.asList(s.getSupportedProtocols());
        s.setEnabledProtocols(wanted.stream().filter(supported::contains).toArray(String[]::new));
    }
}
""",
    "a list that keeps what is supported": """
import java.util.*;
import javax.net.ssl.*;
class A {
    void g(SSLSocket s) {
        Set<String> wanted = new LinkedHashSet<>(Arrays.asList("TLSv1.2", "TLSv1.1")); «x»
        wanted.retainAll(Arrays.asList(s.getSupportedProtocols()));
        s.setEnabledProtocols(wanted.toArray(new String[0]));
    }
}
""",
    "an old version behind a property with a default": """
class A {
    static void init() {
        String now = System.getProperty("https.protocols", "TLSv1.2");
        System.setProperty("https.protocols", now + ",TLSv1"); «x»
    }
}
""",
    "two objects of one class are given different lists": """
import javax.net.ssl.*;
class Factory extends SSLSocketFactory {
    private final String[] enabled;
    Factory(String... enabled) { this.enabled = enabled; }
    private java.net.Socket tune(SSLSocket s) { s.setEnabledProtocols(enabled); return s; }
    static Factory old() { return new Factory("TLSv1", "TLSv1.1"); } «x»
    static Factory good() { return new Factory("TLSv1.2"); }
}
""",
    "a socket cast from what a factory of unknown origin makes is a server's": """
import javax.net.ssl.*;
class A {
    SSLSocket passive(Configuration c, java.net.Socket accepted) throws Exception {
        SSLSocket s = (SSLSocket) c.factory().createSocket(accepted, "h", 1, true);
        s.setUseClientMode(false);
        s.setEnabledProtocols(new String[] {"TLSv1"});
        return s;
    }
    SSLSocket active(Configuration c) throws Exception {
        SSLSocket s = (SSLSocket) c.factory().createSocket();
        s.setUseClientMode(true);
        s.setEnabledProtocols(new String[] {"TLSv1"}); «x»
        return s;
    }
}
""",
    "all that a socket of unknown origin supports, in an array of arrays": """
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import javax.net.ssl.*;
class A {
    private String[][] both(Request request) throws Exception {
        SSLSocketFactory made = request.getSSLSocketFactory();
        SSLSocket socket = (SSLSocket) made.createSocket();
        String[] protocols = socket.getSupportedProtocols(); «x»
        return new String[][]{protocols, socket.getSupportedCipherSuites()};
    }
    Object factory(Request request, SSLContext c, HostnameVerifier v) throws Exception {
        String[][] two = both(request);
        return new SSLConnectionSocketFactory(c, two[0], two[1], v);
    }
}
""",
    "names that OkHttp keeps, given to a context": """
package p;
import okhttp3.TlsVersion;
import javax.net.ssl.*;
class A {
    SSLContext good() throws Exception { return SSLContext.getInstance(TlsVersion.TLS_1_2.javaName()); }
    SSLContext old() throws Exception { return SSLContext.getInstance(TlsVersion.TLS_1_0.javaName()); } «x»
    void g(SSLSocket s) { s.setEnabledProtocols(new String[] {TlsVersion.TLS_1_1.javaName()}); } «x»
}
""",
    "versions of a class that extends a library's server": """
import org.bouncycastle.tls.*;
class Server extends DefaultTlsServer {
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.downTo(ProtocolVersion.DTLSv10);
    }
}
class Client extends DefaultTlsClient {
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.downTo(ProtocolVersion.DTLSv10); «x»
    }
}
class Makes {
    Object server(org.bouncycastle.tls.crypto.TlsCrypto crypto) {
        return new DefaultTlsServer(crypto) {
            protected ProtocolVersion[] getSupportedVersions() { return ProtocolVersion.TLSv11.only(); }
        };
    }
}
""",
    "names of ALPN are no versions": """
import io.undertow.protocols.alpn.*;
import javax.net.ssl.*;
class A {
    SSLEngine alpn(SSLEngine engine, ALPNProvider other) {
        final ALPNProvider provider = ALPNManager.INSTANCE.getProvider(engine);
        SSLEngine again = provider.setProtocols(engine, new String[] {"TLSv1"});
        return other.setProtocols(again, new String[] {"TLSv1"});
    }
}
""",
    "a property that is put back": """
class A {
    void f() {
        String before = System.getProperty("https.protocols");
        try {
            System.setProperty("https.protocols", "TLSv1"); «x»
            call();
        } finally {
            if (before == null) System.clearProperty("https.protocols");
            else System.setProperty("https.protocols", before);
        }
    }
}
""",
    "lists that a test cuts down": """
import java.util.*; import java.util.stream.*;
import javax.net.ssl.*;
class A {
    private static final List<String> DISALLOWED = Arrays.asList("SSLv2", "SSLv3", "TLSv1");
    void f(SSLSocket s) {
        String[] ok = Stream.of(s.getSupportedProtocols()).filter(p -> !DISALLOWED.contains(p)).toArray(String[]::new); «x»
        s.setEnabledProtocols(ok);
    }
    void g(SSLSocket s) {
        List<String> wanted = Arrays.asList("TLSv1.2", "TLSv1.3");
        s.setEnabledProtocols(wanted.stream().filter(Arrays.asList(s.getSupportedProtocols())::contains).toArray(String[]::new));
    }
}
""",
    "a setter whose field has a good default": """
import org.apache.http.conn.ssl.*;
import org.apache.http.impl.client.HttpClientBuilder;
import javax.net.ssl.*;
class A {
    private String[] protocols = {"TLSv1.2"};
    public void setProtocols(String[] p) { this.protocols = p; }
    Object f() throws Exception {
        SSLConnectionSocketFactory f = new SSLConnectionSocketFactory(SSLContext.getDefault(), protocols, null, (HostnameVerifier) null);
        return HttpClientBuilder.create().setSSLSocketFactory(f).build();
    }
}
""",
    "an enumeration of two libraries without an import": """
    void old(OkHttpClient client) {
        ConnectionSpec spec = new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS)
            .tlsVersions(TlsVersion.TLS_1_0) «x»
            .build();
        client.setConnectionSpecs(Collections.singletonList(spec));
    }
    void good() {
        new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS).tlsVersions(TlsVersion.TLS_1_2).build();
    }
""",
}
