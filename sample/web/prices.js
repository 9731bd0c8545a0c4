const https = require("https");
const tls = require("tls");

const agent = new https.Agent({ keepAlive: true, secureProtocol: "TLSv1_method" });
const modern = new https.Agent({ minVersion: "TLSv1.2" });

function feed(host) {
  return tls.connect({ host, port: 8443, minVersion: "TLSv1" });
}

module.exports = { agent, modern, feed };
