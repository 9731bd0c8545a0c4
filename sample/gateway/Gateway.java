import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

public class Gateway {
    private static final String PROTOCOL = "TLSv1";

    SSLSocket open(String host) throws Exception {
        SSLContext context = SSLContext.getInstance(PROTOCOL);
        context.init(null, null, null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(host, 443);
        socket.setEnabledProtocols(new String[] {"TLSv1.1", "TLSv1.2"});
        return socket;
    }
}
