"""Lists in Java that are filled, cut down and handed on; «x» marks a line that must be found."""

CASES = {
    "what a block declares is known in it alone": """
import javax.net.ssl.*;
class Good {
    private final String[] list = {"TLSv1.2"};
    private final String proto = "TLSv1.2";
    void f(SSLSocket s, boolean b) throws Exception {
        if (b) { String[] list = {"TLSv1"}; print(list); }
        s.setEnabledProtocols(list);
        for (String proto : new String[] {"TLSv1", "TLSv1.1"}) print(proto);
        SSLContext.getInstance(proto).createSSLEngine();
    }
}
class Bad {
    private final String[] list = {"TLSv1"}; «x»
    private final String proto = "TLSv1"; «x»
    void f(SSLSocket s, boolean b) throws Exception {
        try { String[] list = {"TLSv1.2"}; print(list); } finally { }
        s.setEnabledProtocols(list);
        { String proto = "TLSv1.2"; print(proto); }
        SSLContext.getInstance(proto).createSSLEngine();
    }
    void g(SSLSocket s) {
        String[] own;
        { own = new String[] {"TLSv1"}; } «x»
        s.setEnabledProtocols(own);
    }
}
""",
    "a loop that leaves out what a list denies": """
import java.util.*;
import javax.net.ssl.SSLSocket;
class A {
    private static final List<String> DENY = Collections.unmodifiableList(Arrays.asList("SSLv2", "SSLv3"));
    private static final List<String> GOOD = Collections.unmodifiableList(Arrays.asList("SSLv2", "SSLv3", "TLSv1", "TLSv1.1"));
    void f(SSLSocket s) {
        List<String> protocols = new ArrayList<>();
        for (String protocol : s.getSupportedProtocols()) «x»
            if (DENY.contains(protocol))
                Log.i("off " + protocol);
            else
                protocols.add(protocol);
        s.setEnabledProtocols(protocols.toArray(new String[0]));
    }
    void g(SSLSocket s) {
        List<String> protocols = new ArrayList<>();
        for (String protocol : s.getSupportedProtocols())
            if (GOOD.contains(protocol))
                Log.i("off " + protocol);
            else
                protocols.add(protocol);
        s.setEnabledProtocols(protocols.toArray(new String[0]));
    }
}
""",
    "a list given to a factory from elsewhere": """
import javax.net.ssl.*;
class A { void f() throws Exception {
    SSLContext ctx = SSLContext.getInstance("TLS");
    SSLSocketFactory factory = ctx.getSocketFactory();
    SSLSocketFactory w = new ProtocolOverridingSSLSocketFactory(factory, new String[] {"TLSv1"}); «x»
} }
""",
    "a good list given to a factory from elsewhere": """
import javax.net.ssl.*;
class A { void f() throws Exception {
    SSLContext ctx = SSLContext.getInstance("TLS");
    SSLSocketFactory w = new ProtocolOverridingSSLSocketFactory(ctx.getSocketFactory(), new String[] {"TLSv1.2"});
} }
""",
    "a constant list given to a factory from elsewhere": """
import org.x.CustomSSLSocketFactory;
class A {
    private static final String[] PROTOCOLS = {"TLSv1.1", "TLSv1.2"}; «x»
    Object f() throws Exception { return new CustomSSLSocketFactory(ctx, VERIFIER, PROTOCOLS); }
}
""",
    "a collection given to a factory from elsewhere": """
import java.util.*;
class A {
    Object f() throws Exception { return new TlsSocketFactory(base, Arrays.asList("TLSv1", "TLSv1.2")); «x»
 }
}
""",
    "a list given to a factory of server sockets": """
class A {
    Object f() throws Exception { return new TlsServerSocketFactory(base, new String[] {"TLSv1", "TLSv1.2"}); }
}
""",
    "a text with commas given to a factory": """
class A {
    Object f() throws Exception { return new MySSLSocketFactory(base, "TLSv1,TLSv1.2"); «x»
 }
}
""",
    "one name given to a factory": """
class A {
    Object f() throws Exception { return new CustomSSLSocketFactory("TLSv1"); «x»
 }
}
""",
    "cipher suites given to a factory": """
class A {
    Object f() throws Exception { return new CustomSSLSocketFactory(new String[]{"TLS_RSA_WITH_AES_128_CBC_SHA"}); }
}
""",
    "what is supported, cut down to a field behind a getter": """
import java.util.*;
import javax.net.ssl.*;
class A {
    private Set<String> preferred;
    void setConf(Conf conf) {
        String[] protocols = conf.getStrings("http.tls.supported.protocols");
        if (protocols == null) {
            protocols = new String[] {"TLSv1.2", "TLSv1.1", "SSLv3"}; «x»
        }
        this.preferred = new HashSet<>(Arrays.asList(protocols));
    }
    Set<String> getPreferred() { return preferred; }
    void open(SSLSocket s) {
        Set<String> p = new HashSet<>(Arrays.asList(s.getSupportedProtocols()));
        p.retainAll(getPreferred());
        s.setEnabledProtocols(p.toArray(new String[p.size()]));
    }
}
""",
    "what is supported, cut down to new versions": """
import java.util.*;
import javax.net.ssl.*;
class A {
    private static final List<String> GOOD = Arrays.asList("TLSv1.2","TLSv1.3");
    void open(SSLSocket s) {
        Set<String> p = new HashSet<>(Arrays.asList(s.getSupportedProtocols()));
        p.retainAll(GOOD);
        s.setEnabledProtocols(p.toArray(new String[p.size()]));
    }
}
""",
    "what is supported, cut down to a list with an old version": """
import java.util.*;
import javax.net.ssl.*;
class A {
    private static final List<String> OLD = Arrays.asList("TLSv1.2","TLSv1"); «x»
    void open(SSLSocket s) {
        List<String> p = new ArrayList<>(Arrays.asList(s.getSupportedProtocols()));
        p.retainAll(OLD);
        s.setEnabledProtocols(p.toArray(new String[0]));
    }
}
""",
    "what is supported, added to an empty list and cut down to what nobody knows": """
import java.util.*;
import javax.net.ssl.*;
import okhttp3.*;
class A {
    private static final List<String> NAMES = new ArrayList<>();
    static { for (TlsVersion v : ConnectionSpec.MODERN_TLS.tlsVersions()) NAMES.add(v.javaName()); }
    void open(SSLSocket s, List<String> wanted) {
        List<String> supported = Arrays.asList(s.getSupportedProtocols());
        List<String> p = new ArrayList<>();
        p.addAll(supported);
        p.retainAll(NAMES);
        s.setEnabledProtocols(p.toArray(new String[] {}));
        Set<String> q = new HashSet<>();
        Collections.addAll(q, s.getSupportedProtocols());
        q.retainAll(wanted);
        s.setEnabledProtocols(q.toArray(new String[] {}));
    }
    void cut(SSLSocket s) {
        List<String> p = new ArrayList<>();
        p.addAll(Arrays.asList(s.getSupportedProtocols()));
        p.removeAll(Arrays.asList("SSLv2Hello", "SSLv3", "TLSv1", "TLSv1.1"));
        s.setEnabledProtocols(p.toArray(new String[] {}));
    }
    void old(SSLSocket s, List<String> given) {
        List<String> p = new ArrayList<>();
        p.addAll(Arrays.asList(s.getSupportedProtocols()));
        p.retainAll(given == null ? Arrays.asList("TLSv1.1", "TLSv1.2") : given); «x»
        s.setEnabledProtocols(p.toArray(new String[] {}));
    }
    void less(SSLSocket s) {
        List<String> q = new ArrayList<>();
        q.addAll(Arrays.asList(s.getSupportedProtocols())); «x»
        q.removeAll(Arrays.asList("SSLv2Hello", "SSLv3"));
        s.setEnabledProtocols(q.toArray(new String[] {}));
    }
}
""",
    "lists that are joined": """
import com.google.common.base.Joiner;
import java.util.*;
import org.apache.commons.lang3.StringUtils;
class A {
    static final String[] SPLIT = "TLSv1.1,TLSv1.2".split(","); «x»
    static final String[] OLD = {"TLSv1.2", "TLSv1"}; «x»
    static final String[] NEW = {"TLSv1.2", "TLSv1.3"};
    static final String NAME = "TLSv1";
    static final Joiner COMMA = Joiner.on(',').skipNulls();
    void a() { System.setProperty("https.protocols", Joiner.on(",").join(SPLIT)); }
    void b() { System.setProperty("https.protocols", COMMA.join(NAME, "TLSv1.2")); } «x»
    void c() { System.setProperty("https.protocols", COMMA.join(NEW)); }
    void d() { System.setProperty("https.protocols", StringUtils.join(OLD, ",")); }
    void e() { System.setProperty("https.protocols", StringUtils.join(NEW, ',')); }
    void f() { System.setProperty("https.protocols", StringUtils.join(Arrays.asList("TLSv1.1", "TLSv1.2"), ",")); } «x»
    void g() { System.setProperty("https.protocols", org.springframework.util.StringUtils.arrayToCommaDelimitedString(new String[] {"TLSv1"})); } «x»
    void h() {
        StringJoiner all = new StringJoiner(",");
        all.add("TLSv1"); «x»
        all.add("TLSv1.2");
        System.setProperty("https.protocols", all.toString());
    }
    void i() { List<String> all = new ArrayList<>(); all.add("TLSv1.1"); System.setProperty("https.protocols", String.join(",", all)); } «x»
}
""",
    "lists without those of another one": """
import java.util.*;
import javax.net.ssl.*;
class A {
    private static final List<String> OLD = Arrays.asList("SSLv3","TLSv1");
    void open(SSLSocket s) {
        List<String> p = new ArrayList<>(Arrays.asList("TLSv1", "TLSv1.1", "TLSv1.2")); «x»
        p.removeAll(OLD);
        s.setEnabledProtocols(p.toArray(new String[0]));
    }
    void open2(SSLSocket s) {
        List<String> p = new ArrayList<>(Arrays.asList("TLSv1", "TLSv1.2"));
        p.removeAll(OLD);
        s.setEnabledProtocols(p.toArray(new String[0]));
    }
    void open3(SSLSocket s) {
        List<String> p = new LinkedList<>(Arrays.asList(s.getEnabledProtocols()));
        p.removeAll(OLD);
        s.setEnabledProtocols(p.toArray(new String[0]));
    }
}
""",
    "items of arrays that are set one by one": """
import javax.net.ssl.*;
class A {
  void f(SSLSocket s) {
    String[] p = new String[1];
    p[0] = "TLSv1"; «x»
    s.setEnabledProtocols(p);
  }
  void g(SSLSocket s) {
    String[] p = {"TLSv1", "TLSv1.2"};
    p[0] = "TLSv1.3";
    s.setEnabledProtocols(p);
  }
  void h(SSLSocket s) {
    String p[] = s.getEnabledProtocols();
    String q[] = new String[p.length + 1];
    System.arraycopy(p, 0, q, 0, p.length);
    q[p.length] = "TLSv1"; «x»
    s.setEnabledProtocols(q);
  }
}
""",
    "a list cut down to what is supported in a loop": """
import javax.net.ssl.*;
import java.util.*;
class A {
  static final String[] WANTED = {"TLSv1", "TLSv1.1", "TLSv1.2"}; «x»
  void f(SSLSocket s) {
    List<String> l = new ArrayList<>();
    List<String> sup = Arrays.asList(s.getSupportedProtocols());
    for (String p : WANTED) { if (sup.contains(p)) { l.add(p); } }
    s.setEnabledProtocols(l.toArray(new String[0]));
  }
}
""",
    "what is supported, if it is in a list": """
import javax.net.ssl.*;
import java.util.*;
class A {
  static final List<String> WANTED = Arrays.asList("TLSv1", "TLSv1.1", "TLSv1.2"); «x»
  void f(SSLSocket s) {
    List<String> l = new ArrayList<>();
    for (String p : s.getSupportedProtocols()) { if (WANTED.contains(p)) { l.add(p); } }
    s.setEnabledProtocols(l.toArray(new String[0]));
  }
}
""",
    "a stream cut down by a method of a list": """
import javax.net.ssl.*;
import java.util.*;
import java.util.stream.*;
class A {
  static final Set<String> WANTED = new HashSet<>(Arrays.asList("TLSv1.1", "TLSv1.2")); «x»
  void f(SSLSocket s) {
    s.setEnabledProtocols(Arrays.stream(s.getSupportedProtocols()).filter(WANTED::contains).toArray(String[]::new));
  }
}
""",
    "a stream cut down by a lambda that asks a list": """
import javax.net.ssl.*;
import java.util.*;
import java.util.stream.*;
class A {
  static final Set<String> WANTED = Set.of("TLSv1.1", "TLSv1.2"); «x»
  void f(SSLSocket s) {
    s.setEnabledProtocols(Arrays.stream(s.getSupportedProtocols()).filter(p -> WANTED.contains(p)).toArray(String[]::new));
  }
}
""",
    "collections of Guava": """
import javax.net.ssl.*;
import com.google.common.collect.*;
class A {
    void f(SSLSocket s) { s.setEnabledProtocols(Iterables.toArray(ImmutableSet.of("TLSv1", "TLSv1.2"), String.class)); } «x»
    void g(SSLSocket s) {
        s.setEnabledProtocols(ImmutableList.<String>builder().add("TLSv1").add("TLSv1.2").build().toArray(new String[0])); «x»
    }
    void h(SSLSocket s) { s.setEnabledProtocols(ImmutableSet.copyOf(new String[] {"SSLv3", "TLSv1.2"}).toArray(new String[0])); } «x»
    void i(SSLSocket s) { s.setEnabledProtocols(ImmutableList.builder().add("TLSv1.3").add("TLSv1.2").build().toArray(new String[0])); }
}
""",
    "what is put at a place of a list takes the place of what was there": """
import java.util.*;
import javax.net.ssl.*;
class L {
    void better(SSLSocket s) {
        List<String> p = new ArrayList<>(Arrays.asList("TLSv1", "TLSv1.2"));
        p.set(0, "TLSv1.3");
        s.setEnabledProtocols(p.toArray(new String[0]));
    }
    void worse(SSLSocket s) {
        List<String> p = new ArrayList<>(Arrays.asList("TLSv1.3", "TLSv1.2"));
        p.set(1, "TLSv1.1"); «x»
        s.setEnabledProtocols(p.toArray(new String[0]));
    }
    void array(SSLSocket s) {
        String[] p = { "TLSv1", "TLSv1.2" };
        p[0] = "TLSv1.3";
        s.setEnabledProtocols(p);
        p[1] = "TLSv1.1"; «x»
        s.setEnabledProtocols(p);
    }
}
""",
    "a list cut down name by name in a counted loop": """
import java.util.*;
import javax.net.ssl.*;
class A {
    String[] list(SSLSocket socket) {
        String[] preferred = { "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3" }; «x»
        String[] available = socket.getSupportedProtocols();
        Arrays.sort(available);
        List<String> aux = new ArrayList<String>();
        for (int i = 0; i < preferred.length; i++) {
            int idx = Arrays.binarySearch(available, preferred[i]);
            if (idx >= 0) aux.add(preferred[i]);
        }
        return aux.toArray(new String[0]);
    }
    void f(SSLSocket s) { s.setEnabledProtocols(list(s)); }
}
""",
    "each item that a counted loop takes": """
import java.util.*;
import javax.net.ssl.*;
class A {
    String[] list(SSLSocket socket) {
        String[] preferred = { "TLSv1.2", "TLSv1.1" }; «x»
        List<String> aux = new ArrayList<String>();
        for (int i = 0; i < preferred.length; i++) {
            aux.add(preferred[i]);
        }
        return aux.toArray(new String[0]);
    }
    void f(SSLSocket s) { s.setEnabledProtocols(list(s)); }
}
""",
    "an array that is copied": """
import javax.net.ssl.*;
class A {
    static final String[] P = { "TLSv1.2", "TLSv1.1" }; «x»
    String[] get() { String[] r = new String[P.length]; System.arraycopy(P, 0, r, 0, P.length); return r; }
    void f(SSLSocket s) { s.setEnabledProtocols(get()); }
}
""",
    "an array that is copied item by item": """
import javax.net.ssl.*;
class A {
    static final String[] P = { "TLSv1.2", "TLSv1.1" }; «x»
    void f(SSLSocket s) {
      String[] r = new String[P.length];
      for (int i = 0; i < P.length; i++) r[i] = P[i];
      s.setEnabledProtocols(r); }
}
""",
    "a list that is made when first asked for": """
import java.util.*;
import javax.net.ssl.*;
public class Z {
    private static final String[] DEFAULT = { "SSLv3", "TLSv1.2" }; «x»
    private static String[] supported;
    private static String[] client;
    public static String[] getSupported() {
        if (supported == null) { read(null); }
        return Arrays.copyOf(supported, supported.length);
    }
    private static synchronized void read(SSLSocket s) {
        if (supported == null) {
            String[] temp;
            if (s != null) { temp = s.getSupportedProtocols(); }
            else {
                try { SSLContext ctx = SSLContext.getInstance("SSL"); temp = ctx.createSSLEngine().getSupportedProtocols(); }
                catch (Exception e) { temp = new String[] {"TLSv1.2"}; }
            }
            supported = temp;
        }
    }
    public static String[] getClient() {
        if (client == null) { setClient(DEFAULT); }
        return Arrays.copyOf(client, client.length);
    }
    public static void setClient(String[] p) { client = extract(p); }
    private static String[] extract(String[] enabled) {
        if (enabled == null || enabled.length == 0) throw new IllegalArgumentException("no");
        String[] supported = getSupported();
        ArrayList<String> list = new ArrayList<>(supported.length);
        for (String p : enabled) {
            if (p != null && Arrays.binarySearch(supported, p) >= 0) { list.add(p); }
        }
        list.trimToSize();
        String[] extracted = new String[list.size()];
        list.toArray(extracted);
        return extracted;
    }
    void f(SSLSocket s) { s.setEnabledProtocols(getClient()); }
}
""",
    "a list made with a size": """
import java.util.*;
import javax.net.ssl.*;
public class Z {
    void f(SSLSocket s, String[] sup) {
      ArrayList<String> list = new ArrayList<>(sup.length);
      list.add("TLSv1"); «x»
      String[] x = new String[list.size()];
      list.toArray(x);
      s.setEnabledProtocols(x); }
}
""",
    "a list of named constants": """
import javax.net.ssl.*;
class A {
    public static final String PROTOCOL_SSL_V3 = "SSLv3";
    public static final String PROTOCOL_TLS_V12 = "TLSv1.2";
    private static final String[] DEFAULT = {PROTOCOL_SSL_V3, PROTOCOL_TLS_V12}; «x»
    void f(SSLSocket s) { s.setEnabledProtocols(DEFAULT); }
}
""",
    "a list given to the constructor of a base class from elsewhere": """
import org.x.FixedSSLSocketFactory;
class Old extends FixedSSLSocketFactory {
    Old(javax.net.ssl.SSLContext c) { super(c, new String[] {"TLSv1", "TLSv1.2"}); } «x»
}
class Good extends FixedSSLSocketFactory {
    Good(javax.net.ssl.SSLContext c) { super(c, new String[] {"TLSv1.2"}); }
}
class Other extends org.x.Label {
    Other() { super("TLSv1"); }
}
""",
    "a loop over one of two lists": """
import javax.net.ssl.*;
class A {
    void f(boolean ibm) throws Exception {
        final String[] c;
        if (ibm) {
            c = new String[] {"SSL_TLSv2", "TLSv1"}; «x»
        } else {
            c = new String[] {"TLS", "SSLv3"}; «x»
        }
        for (String p : c) { SSLContext.getInstance(p).createSSLEngine(); }
    }
    void g(boolean ibm) throws Exception {
        String[] c = ibm
            ? new String[] {"TLSv1"} «x»
            : new String[] {"TLSv1.2"};
        for (String p : c) { SSLContext.getInstance(p).createSSLEngine(); }
    }
    void h(boolean ibm, String[] given) throws Exception {
        for (String p : ibm ? new String[] {"TLSv1.2"} : new String[] {"TLS"}) { SSLContext.getInstance(p).createSSLEngine(); }
    }
}
""",
    "the parameters that list all that is supported": """
import javax.net.ssl.*;
class A {
    void f(SSLContext c, SSLSocket s) {
        SSLParameters p = c.getSupportedSSLParameters();
        String[] x = p.getProtocols(); «x»
        s.setEnabledProtocols(x);
    }
    void g(SSLContext c, SSLEngine e) {
        e.setEnabledProtocols(c.getSupportedSSLParameters().getProtocols()); «x»
    }
    void h(SSLContext c, SSLSocket s) {
        s.setEnabledProtocols(c.getDefaultSSLParameters().getProtocols());
        s.setEnabledProtocols(s.getSSLParameters().getProtocols());
    }
    void i(SSLContext c, SSLSocket s) {
        SSLParameters p = c.getSupportedSSLParameters();
        p.setProtocols(new String[] {"TLSv1.2"});
        s.setSSLParameters(p);
    }
    void j(SSLContext c, SSLServerSocket s) {
        s.setEnabledProtocols(c.getSupportedSSLParameters().getProtocols());
    }
    void k(SSLContext c) { System.out.println(c.getSupportedSSLParameters().getProtocols()[0]); }
}
""",
    "all that is supported without some": """
import java.util.*;
import javax.net.ssl.*;
class A {
    private static final List<String> WEAK = Arrays.asList("SSLv2Hello", "SSLv3", "TLSv1", "TLSv1.1");
    void a(SSLSocket s) { s.setEnabledProtocols(Arrays.stream(s.getSupportedProtocols()).filter(p -> !p.equals("SSLv3")).toArray(String[]::new)); } «x»
    void b(SSLSocket s) { s.setEnabledProtocols(Arrays.stream(s.getSupportedProtocols()).filter(p -> p.startsWith("TLSv1.2") || "TLSv1.3".equals(p)).toArray(String[]::new)); }
    void c(SSLSocket s) {
        List<String> l = new ArrayList<>(Arrays.asList(s.getSupportedProtocols())); «x»
        l.removeIf(p -> p.toUpperCase().startsWith("SSL"));
        s.setEnabledProtocols(l.toArray(new String[0]));
    }
    void d(SSLSocket s) {
        List<String> l = new ArrayList<>(Arrays.asList(s.getSupportedProtocols()));
        l.removeIf(WEAK::contains);
        s.setEnabledProtocols(l.toArray(new String[0]));
    }
    void e(SSLSocket s) {
        List<String> l = new ArrayList<>(Arrays.asList(s.getSupportedProtocols())); «x»
        l.remove("SSLv3");
        s.setEnabledProtocols(l.toArray(new String[l.size()]));
    }
    void f(SSLSocket s) {
        List<String> l = new ArrayList<>(Arrays.asList(s.getSupportedProtocols()));
        l.removeAll(WEAK);
        s.setEnabledProtocols(l.toArray(new String[l.size()]));
    }
    void g(SSLSocket s) {
        List<String> l = new ArrayList<>(Arrays.asList(s.getSupportedProtocols()));
        for (Iterator<String> i = l.iterator(); i.hasNext();) { if (bad(i.next())) i.remove(); }
        s.setEnabledProtocols(l.toArray(new String[l.size()]));
    }
    void h(SSLSocket s) { s.setEnabledProtocols(Arrays.stream(s.getSupportedProtocols()).filter(p -> !WEAK.contains(p)).toArray(String[]::new)); }
    void i(SSLSocket s) { s.setEnabledProtocols(Arrays.stream(s.getSupportedProtocols()).filter(p -> allowed(p)).toArray(String[]::new)); }
}
""",
    "a list that a framework injects": """
import org.springframework.beans.factory.annotation.Value;
import java.util.*;
import javax.net.ssl.*;
class A {
    @Value("${tls:TLSv1,TLSv1.2}") private String[] names; «x»
    @Value("${tls:TLSv1.2,TLSv1.3}") private List<String> good;
    void a(SSLSocket s) { s.setEnabledProtocols(names); }
    void b(SSLSocket s) { s.setEnabledProtocols(good.toArray(new String[0])); }
    A(SSLSocket s, @Value("${tls:TLSv1.1,TLSv1.2}") String[] given) { s.setEnabledProtocols(given); } «x»
}
""",
    "names that are supported, taken by what a test says of them": """
import java.util.*;
import javax.net.ssl.*;
class A {
  void some(SSLSocket s) {
    List<String> l = new ArrayList<>();
    for (String p : s.getSupportedProtocols()) { if (p.startsWith("TLS")) l.add(p); } «x»
    s.setEnabledProtocols(l.toArray(new String[0]));
  }
  void rest(SSLSocket s) {
    List<String> l = new ArrayList<>();
    for (String p : s.getSupportedProtocols()) { «x»
      if (p.equals("SSLv3") || p.startsWith("SSLv2")) { continue; }
      l.add(p);
    }
    s.setEnabledProtocols(l.toArray(new String[l.size()]));
  }
  void fine(SSLSocket s) {
    List<String> l = new ArrayList<>();
    for (String p : s.getSupportedProtocols()) {
      if (p.equals("TLSv1.2") || p.equals("TLSv1.3")) { l.add(p); }
    }
    s.setEnabledProtocols(l.toArray(new String[0]));
  }
  void dropped(SSLSocket s) {
    List<String> l = new ArrayList<>();
    for (String p : s.getSupportedProtocols()) {
      if (p.startsWith("SSL") || p.equals("TLSv1") || p.equals("TLSv1.1")) { continue; }
      l.add(p);
    }
    s.setEnabledProtocols(l.toArray(new String[0]));
  }
  void unknown(SSLSocket s) {
    List<String> l = new ArrayList<>();
    for (String p : s.getSupportedProtocols()) { if (allowed(p)) { l.add(p); } }
    s.setEnabledProtocols(l.toArray(new String[0]));
  }
  void shown(SSLSocket s) {
    for (String p : s.getSupportedProtocols()) { if (p.startsWith("TLS")) { System.out.println(p); } }
  }
}
""",
    "names that are supported, taken by a helper that is told how they begin": """
import java.util.*;
import javax.net.ssl.*;
class A {
  void one(SSLEngine e, String given) {
    String start = given != null ? given : "TLS";
    List<String> l = new ArrayList<>();
    for (String p : e.getSupportedProtocols()) { if (p.startsWith(start)) l.add(p); } «x»
    e.setEnabledProtocols(l.toArray(new String[0]));
  }
  void two(SSLEngine e, String given) {
    String[] p = find(given != null ? given : "TLS", e.getSupportedProtocols()); «x»
    if (p != null) e.setEnabledProtocols(p);
  }
  void fine(SSLEngine e, String given, boolean newest) {
    e.setEnabledProtocols(find("TLSv1.2", e.getSupportedProtocols()));
    e.setEnabledProtocols(find(newest ? "TLSv1.3" : "TLSv1.2", e.getSupportedProtocols()));
    e.setEnabledProtocols(find(given, e.getSupportedProtocols()));
  }
  private String[] find(String start, String[] supported) {
    List<String> l = new ArrayList<>();
    for (String p : supported) {
      if (p.equals(start)) { return new String[] {p}; } else if (p.startsWith(start)) { l.add(p); }
    }
    return l.isEmpty() ? null : l.toArray(new String[0]);
  }
}
""",
    "a name that no version has beside an old one": """
import javax.net.ssl.*;
class A {
  void f(SSLParameters p) { p.setProtocols(new String[] {"Unsupported", "TLSv1"}); } «x»
  void g(SSLSocket s) { s.setEnabledProtocols(new String[] {"Unsupported"}); }
}
""",
    "names that are supported, taken by a loop in other words": """
import java.util.*;
import javax.net.ssl.*;
class A {
  void all(SSLSocket s) {
    List<String> l = new ArrayList<>();
    for (String p : s.getSupportedProtocols()) { l.add(p); } «x»
    s.setEnabledProtocols(l.toArray(new String[0]));
  }
  void counted(SSLSocket s) {
    String[] sup = s.getSupportedProtocols(); «x»
    List<String> l = new ArrayList<>();
    for (int i = 0; i < sup.length; i++) { if (sup[i].startsWith("TLS")) l.add(sup[i]); }
    s.setEnabledProtocols(l.toArray(new String[l.size()]));
  }
  void countedFine(SSLSocket s) {
    String[] sup = s.getSupportedProtocols();
    List<String> l = new ArrayList<>();
    for (int i = 0; i < sup.length; i++) { if (sup[i].equals("TLSv1.2")) l.add(sup[i]); }
    s.setEnabledProtocols(l.toArray(new String[l.size()]));
  }
  void countedList(SSLSocket s) {
    List<String> sup = Arrays.asList("TLSv1.1", "TLSv1.2"); «x»
    List<String> l = new ArrayList<>();
    for (int i = 0; i < sup.size(); ++i) { l.add(sup.get(i)); }
    s.setEnabledProtocols(l.toArray(new String[l.size()]));
  }
  void written(SSLSocket s, String[] given) {
    String[] on = new String[2];
    for (int i = 0; i < on.length; i++) { on[i] = given[i]; }
    s.setEnabledProtocols(on);
  }
  void labels(SSLSocket s) {
    List<String> l = new ArrayList<>();
    for (String p : s.getSupportedProtocols()) { «x»
      switch (p) {
        case "TLSv1":
        case "TLSv1.1":
        case "TLSv1.2":
          l.add(p);
          break;
        default:
      }
    }
    s.setEnabledProtocols(l.toArray(new String[0]));
  }
  void labelsFine(SSLSocket s) {
    List<String> l = new ArrayList<>();
    for (String p : s.getSupportedProtocols()) {
      switch (p) {
        case "SSLv3":
        case "TLSv1":
        case "TLSv1.1":
          break;
        case "TLSv1.2":
        case "TLSv1.3":
          l.add(p);
          break;
        default:
      }
    }
    s.setEnabledProtocols(l.toArray(new String[0]));
  }
  void pattern(SSLSocket s) {
    List<String> l = new ArrayList<>();
    for (String p : s.getSupportedProtocols()) { if (p.matches("TLSv1.*")) l.add(p); } «x»
    s.setEnabledProtocols(l.toArray(new String[0]));
  }
  void patternFine(SSLSocket s) {
    List<String> l = new ArrayList<>();
    for (String p : s.getSupportedProtocols()) { if (p.matches("TLSv1\\\\.[23]")) l.add(p); }
    s.setEnabledProtocols(l.toArray(new String[0]));
  }
}
""",
    "what a getter gives of members of an enumeration": """
import java.util.*;
import java.util.stream.*;
import javax.net.ssl.*;
class A {
  enum V { TLS10("TLSv1"), TLS12("TLSv1.2"); private final String text; V(String t) { text = t; } String text() { return text; } }
  void a(SSLSocket s) { s.setEnabledProtocols(EnumSet.of(V.TLS10, V.TLS12).stream().map(V::text).toArray(String[]::new)); } «x»
  void b(SSLSocket s) { s.setEnabledProtocols(Stream.of(V.TLS10).map(v -> v.text()).toArray(String[]::new)); } «x»
  void c(SSLSocket s) { s.setEnabledProtocols(Stream.of(V.TLS12).map(V::text).toArray(String[]::new)); }
  void d(SSLSocket s) { s.setEnabledProtocols(EnumSet.of(V.TLS12).stream().map(V::text).toArray(String[]::new)); }
}
""",
    "what all members of an enumeration hold": """
import java.util.*;
import java.util.stream.*;
import javax.net.ssl.*;
class A {
  enum Old { TLS10("TLSv1"), TLS12("TLSv1.2"); final String text; Old(String t) { text = t; } String text() { return text; } }
  enum New { TLS12("TLSv1.2"), TLS13("TLSv1.3"); final String text; New(String t) { text = t; } String text() { return text; } }
  void a(SSLSocket s) { s.setEnabledProtocols(Arrays.stream(Old.values()).map(v -> v.text).toArray(String[]::new)); } «x»
  void b(SSLSocket s) { s.setEnabledProtocols(Stream.of(Old.values()).map(Old::text).toArray(String[]::new)); } «x»
  void c(SSLSocket s) { s.setEnabledProtocols(EnumSet.allOf(Old.class).stream().map(Old::text).toArray(String[]::new)); } «x»
  void d(SSLSocket s) { s.setEnabledProtocols(Arrays.stream(New.values()).map(v -> v.text).toArray(String[]::new)); }
  void e(SSLSocket s) { s.setEnabledProtocols(EnumSet.allOf(New.class).stream().map(New::text).toArray(String[]::new)); }
}
""",
    "what a framework gives where nothing is configured, by a method": """
import javax.net.ssl.SSLContext;
import io.smallrye.config.*;
class A {
  @ConfigMapping(prefix = "tls")
  interface Settings {
    @WithDefault("TLSv1") String protocol(); «x»
    @WithDefault("TLSv1.2") String good();
    @WithDefault("TLSv1") String label();
  }
  Object a(Settings settings) throws Exception { return SSLContext.getInstance(settings.protocol()); }
  Object b(Settings settings) throws Exception { return SSLContext.getInstance(settings.good()); }
}
""",
    "a list behind a getter": """
import java.util.*;
class A {
  void a(Config c) { c.getProtocols().add("TLSv1"); } «x»
  void b(Config c) { c.getSsl().getEnabledProtocols().addAll(Arrays.asList("TLSv1.1", "TLSv1.2")); } «x»
  void c(Config c) { c.getProtocols().add("TLSv1.2"); }
  void d(Config c) { c.getLabels().add("TLSv1"); }
  void e(Config c) { c.getProtocols().add("http/1.1"); }
}
""",
    "a list that is the default where none is given": """
import java.util.*;
import javax.net.ssl.*;
class A {
    public static final List<String> DEFAULT = Collections.unmodifiableList(Arrays.asList("SSLv3", "TLSv1.1", "TLSv1.2")); «x»
    private final List<String> mine;
    A(List<String> given) { mine = given == null ? DEFAULT : given; }
    void a(SSLSocket s) {
        List<String> out = new ArrayList<>();
        List<String> supported = Arrays.asList(s.getSupportedProtocols());
        for (String p : mine) { if (supported.contains(p)) { out.add(p); } }
        String[] array = new String[out.size()];
        out.toArray(array);
        s.setEnabledProtocols(array);
    }
    void b(SSLSocket s, String given) {
        String p = given;
        if (p == null) p = "TLSv1,TLSv1.2"; «x»
        List<String> out = new ArrayList<>();
        for (String each : p.split(",")) out.add(each.trim());
        s.setEnabledProtocols(out.toArray(new String[out.size()]));
    }
    void c(SSLSocket s, List<String> given) {
        List<String> names = given == null ? new ArrayList<>(Arrays.asList("TLSv1.2")) : given;
        List<String> out = new ArrayList<>();
        for (String each : names) out.add(each);
        s.setEnabledProtocols(out.toArray(new String[0]));
    }
}
""",
    "items one after the other": """
import java.util.*;
import javax.net.ssl.*;
class A {
    void a(SSLSocket s) {
        StringTokenizer t = new StringTokenizer("TLSv1,TLSv1.2", ","); «x»
        List<String> out = new ArrayList<>();
        while (t.hasMoreTokens()) out.add(t.nextToken().trim());
        s.setEnabledProtocols(out.toArray(new String[0]));
    }
    void b(SSLSocket s) {
        Iterator<String> it = Arrays.asList("TLSv1", "TLSv1.2").iterator(); «x»
        Set<String> out = new HashSet<>();
        while (it.hasNext()) { String n = it.next(); out.add(n); }
        s.setEnabledProtocols(out.toArray(new String[0]));
    }
    void c(SSLSocket s) {
        StringTokenizer t = new StringTokenizer("TLSv1.3,TLSv1.2", ",");
        List<String> out = new ArrayList<>();
        while (t.hasMoreTokens()) out.add(t.nextToken().trim());
        s.setEnabledProtocols(out.toArray(new String[0]));
    }
}
""",
    "a list that a method fills": """
import java.util.*;
import javax.net.ssl.*;
class A {
    void a(SSLSocket s) {
        Set<String> supported = new LinkedHashSet<>(Arrays.asList(s.getSupportedProtocols()));
        List<String> names = new LinkedList<>();
        addIfSupported(supported, names, new String[] {"TLSv1.2", "TLSv1.1", "TLSv1"}); «x»
        s.setEnabledProtocols(names.toArray(new String[0]));
    }
    private static void addIfSupported(Set<String> supported, List<String> enabled, String... names) {
        for (String n : names) if (supported.contains(n)) enabled.add(n);
    }
    void b(SSLSocket s) {
        List<String> names = new ArrayList<>();
        good(names);
        s.setEnabledProtocols(names.toArray(new String[0]));
    }
    static void good(List<String> names) { names.add("TLSv1.2"); }
}
""",
    "what is on, cut down to a list that is a default": """
import java.util.*;
import java.util.stream.*;
import javax.net.ssl.*;
class A {
    static final String[] ALLOWED = {"TLSv1.3", "TLSv1.2", "TLSv1.1"}; «x»
    void a(SSLSocket s, Settings c) throws Exception {
        List<String> allowed = c.getAsList("x", List.of(ALLOWED));
        s.setEnabledProtocols(filter(allowed).toArray(new String[0]));
    }
    private static List<String> filter(List<String> allowed) throws Exception {
        String[] on = SSLContext.getDefault().getDefaultSSLParameters().getProtocols();
        return Stream.of(on).filter(allowed::contains).collect(Collectors.toList());
    }
}
""",
    "what a test takes out of a known list": """
import java.util.*;
import javax.net.ssl.*;
class A {
    void f(SSLSocket s) {
        List<String> l = new ArrayList<>(List.of("SSLv3", "TLSv1.2"));
        l.removeIf(p -> p.startsWith("SSL"));
        s.setEnabledProtocols(l.toArray(new String[0]));
    }
    void g(SSLSocket s) {
        List<String> l = new ArrayList<>(List.of("SSLv3", "TLSv1", "TLSv1.2")); «x»
        l.removeIf(p -> p.equals("SSLv3"));
        s.setEnabledProtocols(l.toArray(new String[0]));
    }
    void h(SSLSocket s) {
        List<String> l = new ArrayList<>(Arrays.asList("SSLv3", "TLSv1.2"));
        for (String p : new ArrayList<>(l)) { if (p.equals("SSLv3")) l.remove(p); }
        s.setEnabledProtocols(l.toArray(new String[0]));
    }
    void i(SSLSocket s) {
        List<String> keep = new ArrayList<>();
        for (String p : new String[] {"SSLv3", "TLSv1", "TLSv1.2"}) { if (p.startsWith("TLSv1.")) keep.add(p); }
        s.setEnabledProtocols(keep.toArray(new String[0]));
    }
    void j(SSLSocket s) {
        List<String> keep = new ArrayList<>();
        for (String p : new String[] {"SSLv3", "TLSv1", "TLSv1.2"}) { «x»
            if (!p.equals("SSLv3")) keep.add(p);
        }
        s.setEnabledProtocols(keep.toArray(new String[0]));
    }
}
""",
    "collections that others copied from Guava or wrote after it": """
import org.apache.hadoop.thirdparty.com.google.common.collect.ImmutableList;
import com.example.util.collections.ImmutableSet;
class A {
    void copied(javax.net.ssl.SSLSocket s) {
        s.setEnabledProtocols(ImmutableList.of("TLSv1", "TLSv1.2").toArray(new String[0])); «x»
    }
    void written(javax.net.ssl.SSLSocket s) {
        s.setEnabledProtocols(ImmutableSet.of("TLSv1.1").toArray(new String[0])); «x»
    }
    void taken(javax.net.ssl.SSLSocket s) {
        s.setEnabledProtocols(ImmutableSet.copyOf(new String[] {"TLSv1.1"}).toArray(new String[0])); «x»
    }
    void good(javax.net.ssl.SSLSocket s) {
        s.setEnabledProtocols(ImmutableSet.of("TLSv1.2", "TLSv1.3").toArray(new String[0]));
    }
}
""",
}
