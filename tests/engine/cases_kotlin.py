"""How objects, values and branches are followed in Kotlin; «x» marks a line that must be found."""

CASES = {
    "an enum of a library's versions is a choice, and one version is none": """
import okhttp3.TlsVersion
enum class Version(val tls: TlsVersion) { OLD(TlsVersion.TLS_1_0), NEW(TlsVersion.TLS_1_2) }
enum class Only(val tls: TlsVersion) { OLD(TlsVersion.TLS_1_0) } «x»
""",
    "what a block declares is known in it alone": """
import javax.net.ssl.*
fun f(s: SSLSocket, b: Boolean) {
    val list = arrayOf("TLSv1") «x»
    if (b) { val list = arrayOf("TLSv1.2"); print(list) }
    s.enabledProtocols = list
}
fun g(s: SSLSocket, b: Boolean) {
    val list = arrayOf("TLSv1.2")
    if (b) { val list = arrayOf("TLSv1"); print(list) }
    s.enabledProtocols = list
}
""",
    "a property of an interface is what classes give that override it": """
import javax.net.ssl.*
interface Terms { val protocols: Array<String> }
class Old : Terms {
    override val protocols: Array<String>
        get() = arrayOf("TLSv1", "TLSv1.2") «x»
}
class New : Terms { override val protocols get() = arrayOf("TLSv1.2") }
class Client(val terms: Terms) { fun f(s: SSLSocket) { s.enabledProtocols = terms.protocols } }
""",
    "what is put at a place of a list takes the place of what was there": """
import javax.net.ssl.*
fun better(s: SSLSocket) {
    val p = mutableListOf("TLSv1", "TLSv1.2")
    p[0] = "TLSv1.3"
    s.enabledProtocols = p.toTypedArray()
}
fun worse(s: SSLSocket) {
    val p = mutableListOf("TLSv1.3", "TLSv1.2")
    p[0] = "TLSv1" «x»
    s.enabledProtocols = p.toTypedArray()
}
""",
    "constants of a file, an object and a companion": """
import javax.net.ssl.*
const val TOP = "TLSv1" «x»
object Consts {
    const val OLD = "TLSv1.1" «x»
    val LIST = arrayOf("TLSv1", "TLSv1.2") «x»
    const val NEW = "TLSv1.2"
}
class A {
    companion object {
        private const val OWN = "SSLv3" «x»
        @JvmStatic fun make(): SSLContext = SSLContext.getInstance(OWN)
    }
    fun top() = SSLContext.getInstance(TOP)
    fun old(): SSLContext = SSLContext.getInstance(Consts.OLD)
    fun new() = SSLContext.getInstance(Consts.NEW)
    fun list(s: SSLSocket) { s.enabledProtocols = Consts.LIST }
}
""",
    "defaults of parameters and constructors": """
import javax.net.ssl.*
class A(private val name: String = "TLSv1") { «x»
    fun make() = SSLContext.getInstance(name)
    fun tune(s: SSLSocket, p: Array<String> = arrayOf("TLSv1.1")) { s.enabledProtocols = p } «x»
    fun empty(given: String) = SSLContext.getInstance(given.ifEmpty { "TLSv1" }) «x»
    fun elvis(given: String?) = SSLContext.getInstance(given ?: "TLSv1") «x»
}
class B(private val name: String = "TLSv1.2") {
    fun make() = SSLContext.getInstance(name)
}
""",
    "constants that stand behind what uses them": """
import javax.net.ssl.*
class A private constructor() {
    private val factory: SSLSocketFactory
    init {
        val context = SSLContext.getInstance(OLD)
        context.init(null, null, null)
        factory = context.socketFactory
    }
    val other = SSLContext.getInstance(TOP)
    companion object {
        private const val OLD = "TLSv1" «x»
    }
}
private const val TOP = "TLSv1.1" «x»
""",
    "scope functions": """
import javax.net.ssl.*
import okhttp3.*
fun a(s: SSLSocket) { s.apply { enabledProtocols = arrayOf("TLSv1.1", "TLSv1.2") } } «x»
fun b(s: SSLSocket) { s.also { it.enabledProtocols = arrayOf("TLSv1.1") } } «x»
fun c(s: SSLSocket) { with(s) { enabledProtocols = supportedProtocols } } «x»
fun d(s: SSLSocket?) { s?.let { socket -> socket.enabledProtocols = arrayOf("TLSv1") } } «x»
fun e() = SSLParameters().apply { protocols = arrayOf("TLSv1.1") } «x»
fun f() = OkHttpClient.Builder().apply { connectionSpecs(listOf(ConnectionSpec.COMPATIBLE_TLS)) }.build() «x»
fun g(s: SSLSocket) { s.apply { enabledProtocols = arrayOf("TLSv1.2") } }
fun h(s: SSLServerSocket) { s.apply { enabledProtocols = arrayOf("TLSv1") } }
fun i(e: SSLEngine) { e.apply { useClientMode = false; enabledProtocols = arrayOf("TLSv1") } }
fun k() = SSLParameters().apply { protocols = arrayOf("TLSv1.1") } «x»
fun l(protocols: Array<String>) = SSLParameters().apply { setProtocols(protocols) }
fun j(e: SSLEngine) { e.apply { useClientMode = true; enabledProtocols = arrayOf("TLSv1") } } «x»
""",
    "casts that a test makes": """
import java.net.Socket
import javax.net.ssl.*
class F : SSLSocketFactory() {
    private val delegate: SSLSocketFactory
    init {
        val context = SSLContext.getInstance("TLS")
        context.init(null, null, null)
        delegate = context.socketFactory
    }
    override fun createSocket(): Socket? = enable(delegate.createSocket())
    private fun enable(s: Socket?): Socket? {
        if (s is SSLSocket) {
            s.enabledProtocols = arrayOf("TLSv1.1", "TLSv1.2") «x»
        }
        return s
    }
    private fun Socket.patch(): Socket {
        if (this is SSLSocket) { enabledProtocols = arrayOf("TLSv1") } «x»
        return this
    }
    private fun other(s: Socket) {
        (s as? SSLSocket)?.enabledProtocols = arrayOf("TLSv1") «x»
        (s as SSLServerSocket).enabledProtocols = arrayOf("TLSv1")
    }
    private fun left(s: Socket) {
        if (s !is SSLServerSocket) return
        s.enabledProtocols = arrayOf("TLSv1")
    }
    private fun chosen(s: Socket) {
        when (s) {
            is SSLServerSocket -> s.enabledProtocols = arrayOf("TLSv1")
            is SSLSocket -> s.enabledProtocols = arrayOf("TLSv1.1") «x»
        }
    }
}
""",
    "a socket of one's own": """
import javax.net.ssl.SSLSocket
class Fake : SSLSocket() {
    var enabled: Array<String>? = null
    override fun setEnabledProtocols(p: Array<String>) { enabled = p }
    override fun getEnabledProtocols() = enabled
}
class Plain { var enabledProtocols = arrayOf<String>() }
fun f() { val s = Fake(); s.enabledProtocols = arrayOf("TLSv1") }
fun g() { val p = Plain(); p.enabledProtocols = arrayOf("TLSv1") }
""",
    "branches as values": """
import javax.net.ssl.*
fun a(s: SSLSocket, old: Boolean) { s.enabledProtocols = if (old) arrayOf("TLSv1") else arrayOf("TLSv1.2") } «x»
fun b(mode: Int) = SSLContext.getInstance(
    when (mode) {
        1 -> "TLSv1" «x»
        else -> "TLSv1.2"
    }
)
fun c() = try { SSLContext.getInstance("TLSv1.2") } catch (e: Exception) { SSLContext.getInstance("TLSv1") } «x»
fun d(): SSLContext {
    val name = "TLSv1" «x»
    return SSLContext.getInstance(name)
}
val lazily by lazy { SSLContext.getInstance("TLSv1") } «x»
""",
    "lists that are built": """
import javax.net.ssl.*
fun a(s: SSLSocket) {
    val names = mutableListOf<String>()
    names.add("TLSv1") «x»
    names += "TLSv1.2"
    s.enabledProtocols = names.toTypedArray()
}
fun b(s: SSLSocket) { s.enabledProtocols = (listOf("TLSv1.2") + "TLSv1.1").toTypedArray() } «x»
fun c(s: SSLSocket) { s.enabledProtocols = setOf("TLSv1.2", "TLSv1.3").toTypedArray() }
fun d(s: SSLSocket) { s.enabledProtocols = "TLSv1,TLSv1.2".split(",").toTypedArray() } «x»
fun e(s: SSLSocket) { s.enabledProtocols = s.supportedProtocols } «x»
fun f(s: SSLSocket) { s.enabledProtocols = s.supportedProtocols.filter { it != "SSLv3" }.toTypedArray() } «x»
fun g(s: SSLSocket) { s.enabledProtocols = s.supportedProtocols.filter { it == "TLSv1.2" || it == "TLSv1.3" }.toTypedArray() }
fun h(s: SSLSocket) { s.enabledProtocols = s.supportedProtocols.filterNot { it in listOf("SSLv3", "TLSv1", "TLSv1.1") }.toTypedArray() }
""",
    "keys": """
import java.util.Properties
fun a() { val p = Properties(); p["mail.smtp.ssl.protocols"] = "TLSv1" } «x»
fun b() { val p = Properties().apply { setProperty("mail.smtp.ssl.protocols", "TLSv1") } } «x»
fun c() = mapOf("ssl.enabled.protocols" to "TLSv1,TLSv1.1", "a" to 1) «x»
fun d() { System.setProperty("https.protocols", "TLSv1.2") }
fun e() { System.setProperty("https.protocols", listOf("TLSv1", "TLSv1.1").joinToString(",")) } «x»
""",
    "values that a framework injects": """
import org.springframework.beans.factory.annotation.Value
import javax.net.ssl.*
class A(@Value("\\${tls:TLSv1}") private val name: String) { «x»
    @Value("\\${tls2:TLSv1.1}") lateinit var other: String «x»
    fun a() = SSLContext.getInstance(name)
    fun b() = SSLContext.getInstance(other)
}
""",
    "libraries": """
import io.netty.handler.ssl.SslContextBuilder
import org.apache.commons.net.ftp.FTPSClient
import org.apache.http.conn.ssl.*
import org.apache.http.ssl.SSLContexts
fun a() = SslContextBuilder.forClient().protocols("TLSv1").build() «x»
fun b() = SslContextBuilder.forServer(k, c).protocols("TLSv1").build()
fun c() = FTPSClient("TLSv1", false) «x»
fun d() = SSLContexts.custom().setProtocol("TLSv1").build() «x»
fun e() = SSLConnectionSocketFactory(ctx, arrayOf("TLSv1"), null, NoopHostnameVerifier.INSTANCE) «x»
fun f() = SSLConnectionSocketFactory(ctx, arrayOf("TLSv1.2"), null, NoopHostnameVerifier.INSTANCE)
""",
    "one more than those that are on": """
import javax.net.ssl.*
fun a(s: SSLSocket) { s.enabledProtocols = s.enabledProtocols + "TLSv1.1" } «x»
fun b(s: SSLSocket) { s.enabledProtocols += "TLSv1" } «x»
fun c(s: SSLSocket) { s.enabledProtocols += arrayOf("TLSv1", "TLSv1.2") } «x»
fun d(s: SSLSocket) { s.enabledProtocols = s.enabledProtocols + "TLSv1.3" }
fun e(s: SSLSocket) { s.enabledProtocols += "TLSv1.3" }
""",
    "classes on one line": """
import javax.net.ssl.*
class A { companion object { const val P = "TLSv1" } fun f() = SSLContext.getInstance(P) } «x»
enum class V(val n: String) { A("TLSv1"), B("TLSv1.2") }
class B { fun g(s: SSLSocket) { s.enabledProtocols = arrayOf("TLSv1") } } «x»
class C { val x = 1; fun f() { val c = SSLContext.getInstance("TLSv1") } } «x»
class D { private val y: Int by lazy { 3 }; fun f() { val c = SSLContext.getInstance("SSLv3"); c.init(null, null, null) } } «x»
class E { val text = "a { b } fun"; fun f() = SSLContext.getInstance("TLSv1.2") }
""",
    "lists that loops fill": """
import javax.net.ssl.*
class A {
  fun a(s: SSLSocket) {
    val l = mutableListOf<String>()
    for (p in s.supportedProtocols) { if (p.startsWith("TLS")) l.add(p) } «x»
    s.enabledProtocols = l.toTypedArray()
  }
  fun b(s: SSLSocket) {
    val l = ArrayList<String>()
    for (p in listOf("TLSv1", "TLSv1.2")) { «x»
      l.add(p)
    }
    s.setEnabledProtocols(l.toTypedArray())
  }
  fun c(s: SSLSocket) {
    val l = mutableListOf<String>()
    for (p in s.supportedProtocols) { if (p == "TLSv1.2" || p == "TLSv1.3") l.add(p) }
    s.enabledProtocols = l.toTypedArray()
  }
  fun f(s: SSLSocket) {
    val l = ArrayList<String>()
    for (p in s.supportedProtocols) { if (!p.startsWith("SSL")) { l.add(p) } } «x»
    s.enabledProtocols = l.toTypedArray()
  }
  fun d(s: SSLSocket) { s.enabledProtocols = arrayOf(*s.enabledProtocols, "TLSv1") } «x»
  fun e(s: SSLSocket) { s.enabledProtocols = arrayOf(*s.enabledProtocols, "TLSv1.3") }
  fun g(s: SSLSocket) { s.enabledProtocols = s.enabledProtocols.plus("TLSv1") } «x»
  fun h(s: SSLSocket) { s.enabledProtocols = s.enabledProtocols.plus("TLSv1.2") }
}
""",
    "a constructor on lines of its own": """
import javax.net.ssl.*
class A
@Inject
internal constructor(
  private val name: String,
) {
  fun make() = SSLContext.getInstance("TLSv1") «x»
}
class B<T>
@Inject constructor(@Named("x") val t: T, val list: Array<String> = arrayOf("TLSv1.1")) { «x»
  constructor(t: T, n: Int) : this(t)
  fun tune(s: SSLSocket) { s.enabledProtocols = list }
}
class C
/**
 * "of old, // and new
 */
(private val given: SSLSocketFactory) : SSLSocketFactory() {
  fun make() = SSLContext.getInstance("TLSv1.1") «x»
}
class D<T> // of old
(val given: T) {
  val of = D::class
  fun make() = SSLContext.getInstance("TLSv1") «x»
  fun other() = SSLContext.getInstance("TLSv1.2")
}
""",
    "all constants of an enumeration, and a property of each": """
import javax.net.ssl.*
enum class P(val id: String) { V1("TLSv1"), V2("TLSv1.2") }
enum class Q(val id: String) { V2("TLSv1.2"), V3("TLSv1.3"); companion object { val all = entries } }
fun a(s: SSLSocket) { s.enabledProtocols = P.values().map { it.id }.toTypedArray() } «x»
fun b(s: SSLSocket) { s.enabledProtocols = P.entries.map { it.id }.toTypedArray() } «x»
fun c(s: SSLSocket) { s.enabledProtocols = listOf(P.V1, P.V2).map(P::id).toTypedArray() } «x»
fun d(s: SSLSocket) { s.enabledProtocols = Q.entries.map(Q::id).toTypedArray() }
fun e(s: SSLSocket) { s.enabledProtocols = listOf(P.V2).map(P::id).toTypedArray() }
""",
    "lists that are built, cut and put together by words": """
import javax.net.ssl.*
fun a(s: SSLSocket) { s.enabledProtocols = buildList { add("TLSv1"); add("TLSv1.2") }.toTypedArray() } «x»
fun b(s: SSLSocket) { s.enabledProtocols = (s.supportedProtocols.toSet() intersect setOf("TLSv1.1", "TLSv1.2")).toTypedArray() } «x»
fun c(s: SSLSocket) { s.enabledProtocols = s.supportedProtocols.intersect(listOf("TLSv1.1", "TLSv1.2")).toTypedArray() } «x»
fun d(s: SSLSocket) { s.enabledProtocols = (listOf("TLSv1.2") union listOf("TLSv1")).toTypedArray() } «x»
fun e(s: SSLSocket) { s.enabledProtocols = (listOf("TLSv1.1", "TLSv1.2") intersect listOf("TLSv1.2")).toTypedArray() }
fun f(s: SSLSocket) { s.enabledProtocols = (s.supportedProtocols.toSet() intersect setOf("TLSv1.2")).toTypedArray() }
fun g(s: SSLSocket) { s.enabledProtocols = buildList { add("TLSv1.2") }.toTypedArray() }
fun h(m: Map<String, String>) = SSLContext.getInstance(m.getOrElse("x") { "TLSv1.1" }) «x»
fun i(): SSLContext { val (a, b) = Pair("TLSv1", 1); return SSLContext.getInstance(a) } «x»
""",
    "what a test takes out of a known list": """
import javax.net.ssl.*
fun f(s: SSLSocket) { val p = mutableListOf("SSLv3", "TLSv1.2"); p.removeIf { it == "SSLv3" }; s.enabledProtocols = p.toTypedArray() }
fun g(s: SSLSocket) { val p = mutableListOf("SSLv3", "TLSv1.2"); p.removeAll { it.startsWith("SSL") }; s.enabledProtocols = p.toTypedArray() }
""",
    "properties that a subclass overrides": """
import javax.net.ssl.*
abstract class Base {
    open val protocol: String = "TLSv1.2"
    open val newer = "TLSv1.2"
    abstract val list: Array<String>
    fun make() = SSLContext.getInstance(protocol)
    fun other() = SSLContext.getInstance(newer)
    fun tune(s: SSLSocket) { s.enabledProtocols = list }
}
class Sub : Base() {
    override val protocol = "TLSv1" «x»
    override val newer = "TLSv1.3"
    override val list = arrayOf("TLSv1.1") «x»
}
""",
    "what a constant is called, as a property": """
import javax.net.ssl.*
import okhttp3.TlsVersion
fun a() = SSLContext.getInstance(TlsVersion.TLS_1_0.javaName) «x»
fun b() = SSLContext.getInstance(TlsVersion.TLS_1_2.javaName)
fun c(s: SSLSocket) { s.enabledProtocols = arrayOf(TlsVersion.TLS_1_1.javaName, TlsVersion.TLS_1_2.javaName) } «x»
""",
    "constants of objects and classes within others": """
import javax.net.ssl.*
object Settings {
    object Tls { const val OLD = "TLSv1"; const val NEW = "TLSv1.2" }
    class Kept { val name = "TLSv1.1" } «x»
}
fun a(s: SSLSocket) { s.enabledProtocols = arrayOf(Settings.Tls.OLD) } «x»
fun b(s: SSLSocket) { s.enabledProtocols = arrayOf(Settings.Tls.NEW) }
fun c(s: SSLSocket) { s.enabledProtocols = arrayOf(Settings.Kept().name) }
""",
    "what is held to fail": """
import javax.net.ssl.*
class K {
    fun a(s: SSLSocket) {
        assertFailsWith<IllegalArgumentException> { s.enabledProtocols = arrayOf("TLSv1") }
        shouldThrow<IllegalArgumentException> { s.enabledProtocols = arrayOf("TLSv1") }
        assertFailsWith(IllegalArgumentException::class) { s.enabledProtocols = arrayOf("TLSv1") }
        try { s.enabledProtocols = arrayOf("TLSv1"); fail("it was taken") } catch (e: IllegalArgumentException) {}
    }
    fun b(s: SSLSocket) { run<Unit> { s.enabledProtocols = arrayOf("TLSv1") } } «x»
    fun c(s: SSLSocket) { try { s.enabledProtocols = arrayOf("TLSv1") } catch (e: Exception) { fail("x") } } «x»
}
""",
    "all that comes of a context is told what to enable": """
import javax.net.ssl.*
class K {
    fun a(): SSLEngine {
        val c = SSLContext.getInstance("TLSv1.1")
        val e = c.createSSLEngine()
        e.enabledProtocols = arrayOf("TLSv1.2")
        return e
    }
    fun b(): SSLSocket {
        val c = SSLContext.getInstance("TLSv1.1")
        c.init(null, null, null)
        val s = c.socketFactory.createSocket("h", 443) as SSLSocket
        s.enabledProtocols = arrayOf("TLSv1.2")
        return s
    }
    fun d(): SSLContext {
        val c = SSLContext.getInstance("TLSv1.1") «x»
        val e = c.createSSLEngine()
        e.enabledProtocols = arrayOf("TLSv1.2")
        return c
    }
}
class F {
    private val c = SSLContext.getInstance("TLSv1") «x»
    fun b(): SSLSocket {
        val s = c.socketFactory.createSocket("h", 443) as SSLSocket
        s.enabledProtocols = arrayOf("TLSv1.2")
        return s
    }
}
""",
}
