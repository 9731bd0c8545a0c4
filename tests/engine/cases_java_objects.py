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
}
