"""How option objects are followed, by small JavaScript files; «x» marks a line that must be found."""

CASES = {
    "an unknown object is one object": """
function f(options) {
  options.minVersion = 'TLSv1';
  options.minVersion = 'TLSv1.2';
}
""",
    "a member of an unknown object is one object": """
class A {
  m() {
    this.options.tls.minVersion = 'TLSv1';
    this.options.tls.minVersion = 'TLSv1.3';
    this.other.tls.minVersion = 'TLSv1.1'; «x»
  }
}
""",
    "the order of options does not matter": """
const { constants: c } = require('crypto');
const none = c.SSL_OP_NO_TLSv1 | c.SSL_OP_NO_TLSv1_1;
use({ secureOptions: none, secureProtocol: 'TLS_method' });
use({ secureProtocol: 'TLS_method', secureOptions: none });
use({ secureProtocol: 'TLS_method' }); «x»
""",
    "a hole cuts off what is above it": """
const { constants: c } = require('crypto');
use({ minVersion: 'TLSv1.1', secureOptions: c.SSL_OP_NO_TLSv1_2 }); «x»
use({ minVersion: 'TLSv1.2', secureOptions: c.SSL_OP_NO_TLSv1_2 });
use({ minVersion: 'TLSv1', secureOptions: c.SSL_OP_NO_TLSv1 | c.SSL_OP_NO_TLSv1_1 });
""",
    "spread copies what was said": """
const base = { minVersion: 'TLSv1' }; «x»
const good = { ...base, minVersion: 'TLSv1.2' };
use({ ...good });
""",
    "the options decide the side": """
const https = require('https');
const server = { minVersion: 'TLSv1' };
https.createServer({ ...server, key }, app);
https.createServer(server, app);
const both = { minVersion: 'TLSv1' }; «x»
https.createServer(both, app);
https.get(both);
""",
    "what an agent says itself stays beneath the request": """
const https = require('https');
const agent = new https.Agent({ minVersion: 'TLSv1.2' });
https.get({ host, agent });
https.get({ host, agent, minVersion: 'TLSv1' }); «x»
https.get({ host, minVersion: 'TLSv1', agent }); «x»
""",
    "a switch that offers versions": """
function f(name, options) {
  switch (name) {
    case '1.0': options.minVersion = 'TLSv1'; break;
    case '1.1': options.minVersion = 'TLSv1.1'; break;
    default: options.minVersion = 'TLSv1'; «x»
  }
}
""",
    "a chain of comparisons that offers versions": """
function f(name) {
  if (name === 'old') return { minVersion: 'TLSv1' };
  else if (name === 'new') return { minVersion: 'TLSv1.2' };
}
function g(legacy) {
  if (legacy) return { minVersion: 'TLSv1' }; «x»
  return { minVersion: 'TLSv1.2' };
}
""",
    "a key that happens to have the name": """
const plugin = { minVersion: '1.0', maxVersion: 2 };
const api = { minVersion: 0, secureProtocol: true };
""",
}
