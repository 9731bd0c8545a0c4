"""Constants, classes and values of Java's library; «x» marks a line that must be found."""

CASES = {
    "the name that a constant of an enum has": """
import javax.net.ssl.*;
class A {
    enum Protocol { TLS10("TLSv1"), TLS12("TLSv1.2"); final String id; Protocol(String s) { id = s; } String id() { return id; } }
    SSLContext f() throws Exception { return SSLContext.getInstance(Protocol.TLS10.id()); } «x»
    SSLContext g() throws Exception { return SSLContext.getInstance(Protocol.TLS12.id()); }
    SSLContext h() throws Exception { return SSLContext.getInstance(Protocol.TLS10.id); } «x»
    SSLContext i(Protocol p) throws Exception { return SSLContext.getInstance(p.id()); }
}
""",
    "a field that is a constant of an enum": """
import javax.net.ssl.*;
class A {
    enum Protocol { TLS10("TLSv1"), TLS12("TLSv1.2"); final String id; Protocol(String s) { id = s; } String id() { return id; } }
    private Protocol p = Protocol.TLS10; «x»
    SSLContext f() throws Exception { return SSLContext.getInstance(p.id()); }
}
""",
    "constants of their own class": """
import javax.net.ssl.*;
class Protocol {
    public static final Protocol OLD = new Protocol("TLSv1");
    public static final Protocol NEW = new Protocol("TLSv1.2");
    private final String name;
    private Protocol(String name) { this.name = name; }
    String getName() { return name; }
    static SSLContext a() throws Exception { return SSLContext.getInstance(OLD.getName()); } «x»
    static SSLContext b() throws Exception { return SSLContext.getInstance(NEW.getName()); }
    static SSLContext c(Protocol p) throws Exception { return SSLContext.getInstance(p.getName()); }
}
""",
    "the only object of a class": """
import javax.net.ssl.*;
class Client {
    private static final Client INSTANCE = new Client("TLSv1"); «x»
    private final String name;
    private Client(String name) { this.name = name; }
    SSLContext a() throws Exception { return SSLContext.getInstance(name); }
}
""",
    "a default method of an interface": """
import javax.net.ssl.*;
interface Config { default String protocol() { return "TLSv1"; } «x»
 }
class A implements Config {
    SSLContext f() throws Exception { return SSLContext.getInstance(protocol()); }
}
""",
    "a table of names as a map": """
import javax.net.ssl.*;
import java.util.*;
class A {
    static final Map<String,String> NAMES = new HashMap<>();
    static { NAMES.put("tls1", "TLSv1"); NAMES.put("tls12", "TLSv1.2"); }
    SSLContext f(String k) throws Exception { return SSLContext.getInstance(NAMES.get(k)); }
    SSLContext g() throws Exception { return SSLContext.getInstance(NAMES.get("tls1")); } «x»
}
""",
    "a Properties object of the file": """
import javax.net.ssl.*;
import java.util.*;
class A {
  static final Properties P = new Properties();
  static { P.setProperty("protocol", "TLSv1"); } «x»
  SSLContext f() throws Exception { return SSLContext.getInstance(P.getProperty("protocol")); }
  SSLContext g() throws Exception { return SSLContext.getInstance(P.getProperty("protocol", "TLSv1.2")); }
  SSLContext h() throws Exception { return SSLContext.getInstance(P.getProperty("other", "SSLv3")); } «x»
}
""",
    "an accessor with the name of its field": """
import javax.net.ssl.*;
class A {
  private String protocol = "TLSv1"; «x»
  String protocol() { return protocol; }
  SSLContext f() throws Exception { return SSLContext.getInstance(protocol()); }
  static SSLContext g(A a) throws Exception { return SSLContext.getInstance(a.protocol()); }
}
""",
    "an abstract method and what subclasses make of it": """
import javax.net.ssl.*;
abstract class Base { abstract String protocol();
  SSLContext f() throws Exception { return SSLContext.getInstance(protocol()); } }
class Old extends Base { String protocol() { return "TLSv1"; } «x»
 }
class New extends Base { String protocol() { return "TLSv1.2"; } }
""",
    "a method that a subclass overrides": """
import javax.net.ssl.*;
class Base { String protocol() { return "TLSv1.2"; }
  SSLContext f() throws Exception { return SSLContext.getInstance(protocol()); } }
class Old extends Base { @Override String protocol() { return "TLSv1"; } «x»
 }
""",
    "a field of the base class that a subclass sets": """
import javax.net.ssl.*;
class Base { protected String protocol = "TLSv1.2";
  SSLContext f() throws Exception { return SSLContext.getInstance(protocol); } }
class Old extends Base { Old() { protocol = "TLSv1"; } «x»
 }
""",
    "what a subclass gives to the constructor of its base": """
import javax.net.ssl.*;
class Base { private final String protocol; Base(String p) { protocol = p; }
  SSLContext f() throws Exception { return SSLContext.getInstance(protocol); } }
class Old extends Base { Old() { super("TLSv1"); } «x»
 }
class New extends Base { New() { super("TLSv1.2"); } }
""",
    "a supplier": """
import javax.net.ssl.*;
import java.util.function.*;
class A {
  private static final Supplier<String> P = () -> "TLSv1"; «x»
  SSLContext f() throws Exception { return SSLContext.getInstance(P.get()); }
}
""",
    "optional values": """
import javax.net.ssl.*;
import java.util.*;
class A {
  private Optional<String> protocol = Optional.of("TLSv1"); «x»
  SSLContext f() throws Exception { return SSLContext.getInstance(protocol.get()); }
  SSLContext g() throws Exception { return SSLContext.getInstance(Optional.ofNullable(System.getenv("P")).orElseGet(() -> "TLSv1.1")); } «x»
  SSLContext h(Optional<String> p) throws Exception { return SSLContext.getInstance(p.map(String::trim).orElse("SSLv3")); } «x»
}
""",
    "texts made by the library": """
import javax.net.ssl.*;
class A {
  SSLContext f() throws Exception { StringBuilder b = new StringBuilder("TLSv"); b.append("1"); return SSLContext.getInstance(b.toString()); } «x»
  SSLContext g() throws Exception { return SSLContext.getInstance("TLS".concat("v1")); } «x»
  SSLContext h() throws Exception { return SSLContext.getInstance("  TLSv1 ".trim()); } «x»
  SSLContext i() throws Exception { return SSLContext.getInstance(String.valueOf("TLSv1")); } «x»
  SSLContext j() throws Exception { return SSLContext.getInstance(new String("TLSv1")); } «x»
  SSLContext k() throws Exception { return SSLContext.getInstance("TLSv" + 1); } «x»
  SSLContext l() throws Exception { return SSLContext.getInstance("TLSv" + 1.2); }
  SSLContext m() throws Exception { return SSLContext.getInstance(String.join("", "TLS", "v1")); } «x»
}
""",
    "what every constructor replaces never counts": """import javax.net.ssl.*;
class Replaced {
    private String[] protocols = {"TLSv1"};
    Replaced() { protocols = new String[] {"TLSv1.2"}; }
    Replaced(int port) { protocols = new String[] {"TLSv1.3"}; }
    void open(SSLSocket socket) { socket.setEnabledProtocols(protocols); }
}
class Once {
    private String[] protocols = {"TLSv1"}; «x»
    Once() { protocols = new String[] {"TLSv1.2"}; }
    Once(int port) { }
    void open(SSLSocket socket) { socket.setEnabledProtocols(protocols); }
}
class Called {
    private String protocol = "TLSv1";
    Called() { set("TLSv1.2"); }
    private void set(String name) { this.protocol = name; }
    void open(SSLSocket socket) { socket.setEnabledProtocols(new String[] {protocol}); }
}
class Base {
    protected String protocol = "TLSv1"; «x»
    void open(SSLSocket socket) { socket.setEnabledProtocols(new String[] {protocol}); }
}
class Derived extends Base {
    Derived() { protocol = "TLSv1.2"; }
}
""",
    "all parameters that are supported": """
import javax.net.ssl.*;
class A {
    void a(SSLSocket s, SSLContext c) {
        s.setSSLParameters(c.getSupportedSSLParameters()); «x»
    }
    void b(SSLEngine e, SSLContext c) {
        SSLParameters p = c.getSupportedSSLParameters();
        e.setSSLParameters(p); «x»
    }
    void c(SSLContext c) {
        java.net.http.HttpClient.newBuilder().sslContext(c).sslParameters(c.getSupportedSSLParameters()).build(); «x»
    }
    void d(Wrapper w) {
        w.socket().setSSLParameters(w.context().getSupportedSSLParameters()); «x»
    }
    void e(SSLSocket s, SSLContext c) {
        SSLParameters p = c.getSupportedSSLParameters();
        p.setProtocols(new String[] {"TLSv1.2"});
        s.setSSLParameters(p);
    }
    void f(SSLSocket s, SSLContext c) {
        s.setSSLParameters(c.getSupportedSSLParameters());
        s.setEnabledProtocols(new String[] {"TLSv1.2"});
    }
    void g(SSLEngine e, SSLServerSocket s, SSLContext c) {
        e.setUseClientMode(false);
        e.setSSLParameters(c.getSupportedSSLParameters());
        s.setSSLParameters(c.getSupportedSSLParameters());
        System.out.println(c.getSupportedSSLParameters().getCipherSuites().length);
    }
}
""",
    "lists that libraries put together": """
import java.util.*;
import java.util.stream.*;
import javax.net.ssl.*;
import org.apache.commons.lang3.ArrayUtils;
class A {
    static final String[] NEW = {"TLSv1.2"};
    static final String[] OLD = {"TLSv1", "TLSv1.2"};
    void a(SSLSocket s) { s.setEnabledProtocols(ArrayUtils.add(s.getEnabledProtocols(), "TLSv1")); } «x»
    void b(SSLSocket s) { s.setEnabledProtocols(ArrayUtils.addAll(NEW, "TLSv1.1")); } «x»
    void c(SSLSocket s) { s.setEnabledProtocols(ArrayUtils.removeElement(OLD, "TLSv1")); }
    void d(SSLSocket s) {
        s.setEnabledProtocols(Stream.concat(Arrays.stream(NEW), Stream.of("TLSv1")).toArray(String[]::new)); «x»
    }
    void e(SSLSocket s) {
        List<String> l = new ArrayList<String>() {{ add("TLSv1"); add("TLSv1.2"); }}; «x»
        s.setEnabledProtocols(l.toArray(new String[l.size()]));
    }
    void f(SSLSocket s) {
        List<String> l = new ArrayList<String>() { { add("TLSv1.2"); } };
        s.setEnabledProtocols(l.toArray(new String[l.size()]));
    }
}
""",
    "the deny list of the JDK as a list": """
import java.security.Security;
import java.util.*;
import java.util.stream.Collectors;
class A {
    void a() {
        List<String> d = new ArrayList<>(Arrays.asList(Security.getProperty("jdk.tls.disabledAlgorithms").split(", ")));
        d.remove("TLSv1");
        Security.setProperty("jdk.tls.disabledAlgorithms", String.join(", ", d)); «x»
    }
    void b() {
        Security.setProperty("jdk.tls.disabledAlgorithms", Arrays.stream(Security.getProperty("jdk.tls.disabledAlgorithms").split(","))
            .map(String::trim).filter(s -> !s.equals("TLSv1")).collect(Collectors.joining(", "))); «x»
    }
    void c() {
        List<String> d = new ArrayList<>(Arrays.asList(Security.getProperty("jdk.tls.disabledAlgorithms").split(", ")));
        d.remove("RC4");
        Security.setProperty("jdk.tls.disabledAlgorithms", String.join(", ", d));
    }
}
""",
    "constants of an enumeration by their own names": """
import java.util.*;
import javax.net.ssl.*;
class A {
    enum Tls { TLSv1, TLSv1_1, TLSv1_2; String id() { return name().replace('_', '.'); } }
    private final Tls kept = Tls.TLSv1; «x»
    SSLContext a() throws Exception { return SSLContext.getInstance(Tls.TLSv1.name()); } «x»
    SSLContext b() throws Exception { return SSLContext.getInstance(Tls.TLSv1_1.id()); } «x»
    SSLContext c() throws Exception { return SSLContext.getInstance(Tls.TLSv1_2.id()); }
    SSLContext d() throws Exception { return SSLContext.getInstance(kept.toString()); }
    SSLContext e(Tls given) throws Exception { return SSLContext.getInstance(given.name()); }
    SSLContext f() throws Exception { return SSLContext.getInstance(Other.SSLv3.name()); } «x»
}
""",
    "what a test expects of a double": """
import static org.mockito.Mockito.*;
import javax.net.ssl.*;
class T {
    void a(SSLSocket s) { verify(s).setEnabledProtocols(new String[] {"TLSv1"}); }
    void b(SSLSocket s) { Mockito.verify(s, Mockito.times(2)).setEnabledProtocols(new String[] {"TLSv1"}); }
    void c(SSLSocket s) { doThrow(new IllegalArgumentException()).when(s).setEnabledProtocols(new String[] {"SSLv3"}); }
    void d(SSLSocket s) { then(s).should(times(1)).setEnabledProtocols(new String[] {"TLSv1"}); }
    void e(Builder b) { verify(b).tlsVersions(okhttp3.TlsVersion.TLS_1_0); }
    void f(SSLSocket s) { s.setEnabledProtocols(new String[] {"TLSv1"}); verify(s).setEnabledProtocols(new String[] {"TLSv1"}); } «x»
}
""",
    "one of several keys of mail sessions": """
import java.util.*;
class A {
    void a(boolean sure) {
        Properties p = new Properties();
        String name = sure ? "smtps" : "smtp";
        p.put("mail." + name + ".ssl.protocols", "TLSv1"); «x»
        p.put("mail." + name + ".host", "TLSv1");
    }
}
""",
    "what classes within others hold and give": """
import javax.net.ssl.*;
class A {
    static class Settings {
        static class Tls { static final String OLD = "TLSv1", NEW = "TLSv1.2"; static String name() { return "TLSv1.1"; } } «x»
        interface Kept { String[] ALL = {"TLSv1", "TLSv1.2"}; } «x»
    }
    void a(SSLSocket s) { s.setEnabledProtocols(new String[] {Settings.Tls.OLD}); } «x»
    void b(SSLSocket s) { s.setEnabledProtocols(new String[] {Settings.Tls.NEW}); }
    void c(SSLSocket s) { s.setEnabledProtocols(new String[] {Settings.Tls.name()}); }
    void d(SSLSocket s) { s.setEnabledProtocols(Settings.Kept.ALL); }
}
""",
    "parameters that are copies, which nobody is given": """
import javax.net.ssl.*;
class A {
    SSLParameters kept;
    void a(SSLContext c, SSLSocket s) {
        c.getDefaultSSLParameters().setProtocols(new String[] {"TLSv1"});
        s.getSSLParameters().setProtocols(new String[] {"TLSv1.1"});
        c.getSupportedSSLParameters().setProtocols(new String[] {"TLSv1.1"});
        SSLParameters q = c.getSupportedSSLParameters();
        q.setProtocols(new String[] {"TLSv1"});
        SSLParameters r = new SSLParameters(null, new String[] {"TLSv1", "SSLv3"});
        assertEquals(2, r.getProtocols().length);
        SSLParameters t = new SSLParameters();
        t.setProtocols(new String[] {"TLSv1"});
        SSLParameters p = s.getSSLParameters();
        p.setProtocols(new String[] {"TLSv1"});
        p.setNeedClientAuth(false);
    }
    void b(SSLSocket s) {
        SSLParameters p = s.getSSLParameters();
        p.setProtocols(new String[] {"TLSv1"}); «x»
        s.setSSLParameters(p);
    }
    void supported(SSLContext c, SSLEngine e) {
        SSLParameters q = c.getSupportedSSLParameters();
        q.setProtocols(new String[] {"TLSv1"}); «x»
        e.setSSLParameters(q);
    }
    SSLParameters fresh() {
        SSLParameters r = new SSLParameters(null, new String[] {"TLSv1", "SSLv3"}); «x»
        r.setNeedClientAuth(false);
        return r;
    }
    SSLParameters tunedAnew(SSLSocket s) {
        SSLParameters t = new SSLParameters();
        t.setProtocols(new String[] {"TLSv1"}); «x»
        s.setSSLParameters(t);
        return null;
    }
    SSLParameters c(SSLEngine e) {
        SSLParameters p = e.getSSLParameters();
        p.setProtocols(new String[] {"TLSv1.1"}); «x»
        return p;
    }
    void d(SSLEngine e) { kept = e.getSSLParameters(); kept.setProtocols(new String[] {"TLSv1"}); } «x»
    void e(SSLEngine e) { e.setSSLParameters(tuned(e.getSSLParameters())); }
    SSLParameters tuned(SSLParameters p) { p.setProtocols(new String[] {"SSLv3"}); return p; } «x»
}
""",
    "contexts that are only asked, compared or thrown away": """
import javax.net.ssl.*;
class A {
    void a() throws Exception {
        SSLContext c = SSLContext.getInstance("TLSv1");
        if (c == null) throw new Exception();
        System.out.println(c.getProvider());
        assertEquals("TLSv1", c.getProtocol());
        System.out.println(SSLContext.getInstance("TLSv1.1").getProvider().getName());
    }
    boolean b() { try { SSLContext.getInstance("TLSv1.1"); return true; } catch (Exception e) { return false; } }
    void c() throws Exception {
        SSLContext c = SSLContext.getInstance("TLSv1"); «x»
        System.out.println(c.getProtocol());
        c.init(null, null, null);
        use(c.getSocketFactory());
    }
    SSLContext d() throws Exception {
        SSLContext c = SSLContext.getInstance("TLSv1.1"); «x»
        log.info(c.getProtocol());
        return c;
    }
    void e() throws Exception {
        SSLContext c = SSLContext.getInstance("TLSv1.1"); «x»
        log.info(c.getProtocol());
        run(() -> connect(c));
    }
    void f() throws Exception {
        SSLContext c = SSLContext.getInstance("TLSv1"); «x»
        log.info(c.getProtocol());
        run(new Runnable() { public void run() { connect(c); } });
    }
}
""",
    "a loop that asks which contexts there are, before others are made for servers": """
import java.util.*;
import javax.net.ssl.*;
class A {
    static String[] ALL = {"TLSv1", "TLSv1.1", "TLSv1.2"};
    void probe(List<String> on) throws Exception {
        SSLContext ctx;
        for (int i = 0; i < ALL.length; i++) {
            try { ctx = SSLContext.getInstance(ALL[i]); on.add(ALL[i]); } catch (Exception e) { }
        }
        for (int i = 0; i < on.size(); i++) {
            ctx = SSLContext.getInstance(on.get(i));
            ctx.init(null, null, null);
            use(ctx.getServerSocketFactory());
        }
    }
    void falls(boolean old) throws Exception {
        SSLContext c = SSLContext.getInstance("TLSv1.1"); «x»
        try { c = SSLContext.getInstance("TLSv1.2"); } catch (Exception e) { log(e); }
        use(c.getSocketFactory());
    }
}
""",
}
