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
use({ ...good }, { ...base, ca });
const late = { minVersion: 'TLSv1' }; «x»
use({ minVersion: 'TLSv1.2', ...late });
""",
    "what is only copied into objects that say better is healed": """
const _ = require('lodash');
const xtend = require('xtend');
const base = { minVersion: 'TLSv1', keepAlive: true };
use({ ...base, minVersion: 'TLSv1.2' });
const other = { secureProtocol: 'TLSv1_method' };
use(Object.assign({}, other, { secureProtocol: 'TLSv1_2_method' }));
use(_.merge({}, { minVersion: 'TLSv1' }, { minVersion: 'TLSv1.2' }));
use(xtend({ minVersion: 'TLSv1' }, { minVersion: 'TLSv1.2' }));
use(_.defaults({ minVersion: 'TLSv1.2' }, { minVersion: 'TLSv1' }));
""",
    "what is copied and used by itself as well is not healed": """
const _ = require('lodash');
const base = { minVersion: 'TLSv1' }; «x»
use({ ...base, minVersion: 'TLSv1.2' });
use(base);
class Client {
  constructor() { this.base = { minVersion: 'TLSv1' }; } «x»
  good() { return { ...this.base, minVersion: 'TLSv1.2' }; }
  bad() { return connect(this.base); }
}
const kept = { minVersion: 'TLSv1' }; «x»
const all = { kept };
use({ ...kept, minVersion: 'TLSv1.2' });
use(_.merge({}, { minVersion: 'TLSv1.2' }, { minVersion: 'TLSv1' })); «x»
module.exports = o => _.defaults(o, { minVersion: 'TLSv1' }); «x»
""",
    "a getter gives what it returns": """
class Client {
  static get FLOOR() { return 'TLSv1.1'; } «x»
  get method() { return this.legacy ? 'TLSv1_method' : 'TLSv1_2_method'; } «x»
  get good() { return 'TLSv1.2'; }
  connect() { return use({ secureProtocol: this.method }); }
  fine() { return use({ minVersion: this.good }); }
}
use({ minVersion: Client.FLOOR });
""",
    "a word chooses a version by a switch": """
function pick(name) {
  switch (name) {
    case '1.0': return 'TLSv1';
    case '1.1': return 'TLSv1.1';
    default: return 'TLSv1.2';
  }
}
use({ minVersion: pick('1.0') }); «x»
use({ minVersion: pick('1.2') });
use({ minVersion: pick(process.env.TLS || '1.1') }); «x»
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
    # objects through their life
    "branch join": """
const https = require('https');
function make(legacy) {
  const options = { host: 'h' };
  if (legacy) {
    options.minVersion = 'TLSv1'; «x»
  } else {
    options.minVersion = 'TLSv1.2';
  }
  return https.request(options);
}
""",
    "healed after branch": """
const https = require('https');
function make(legacy) {
  const options = { host: 'h' };
  if (legacy) {
    options.minVersion = 'TLSv1';
  }
  options.minVersion = 'TLSv1.2';
  return https.request(options);
}
""",
    "early exit": """
function tlsOptions(cfg) {
  if (!cfg.legacy) {
    return { minVersion: 'TLSv1.2' };
  }
  return { minVersion: 'TLSv1' }; «x»
}
""",
    "try catch fallback": """
const tls = require('tls');
function connect(host) {
  let socket;
  try {
    socket = tls.connect({ host, minVersion: 'TLSv1.2' });
  } catch (err) {
    socket = tls.connect({ host, minVersion: 'TLSv1' }); «x»
  }
  return socket;
}
""",
    "class field through methods": """
const https = require('https');
class Api {
  constructor(opts) {
    this.agent = new https.Agent({ keepAlive: true, secureProtocol: 'TLSv1_method' }); «x»
  }
  get(path) { return https.get({ path, agent: this.agent }); }
}
""",
    "class field healed": """
const https = require('https');
class Api {
  constructor() {
    this.options = { minVersion: 'TLSv1' };
    this.options.minVersion = 'TLSv1.2';
  }
  get(path) { return https.get(this.options); }
}
""",
    "prototype methods": """
var https = require('https');
function Client(opts) {
  this.opts = opts || {};
}
Client.prototype.request = function (path, cb) {
  var o = { host: this.opts.host, path: path };
  o.secureProtocol = 'TLSv1_method'; «x»
  return https.request(o, cb);
};
""",
    "class properties": """
import https from 'https';
export class Api {
  static DEFAULTS = { minVersion: 'TLSv1.1' }; «x»
  agent = new https.Agent({ secureProtocol: 'TLSv1_1_method' }); «x»
  #good = new https.Agent({ minVersion: 'TLSv1.3' });
}
""",
    "factory result": """
const https = require('https');
const createAgent = () => new https.Agent({ minVersion: 'TLSv1' }); «x»
const agent = createAgent();
https.get({ agent });
""",
    "factory result healed": """
const https = require('https');
function base() { return { minVersion: 'TLSv1' }; }
const o = base();
o.minVersion = 'TLSv1.2';
https.get(o);
""",
    "spread before wins": """
const base = { ca: 1, minVersion: 'TLSv1.2' };
use({ minVersion: 'TLSv1', ...base });
use({ minVersion: 'TLSv1', ...other }); «x»
""",
    "spread after a good key": """
const base = { minVersion: 'TLSv1' }; «x»
use({ minVersion: 'TLSv1.2', ...base });
""",
    "spread of an object that says nothing": """
const extra = { ca: pem };
use({ minVersion: 'TLSv1', ...extra }); «x»
use({ ...extra, minVersion: 'TLSv1' }); «x»
""",
    "Object.assign last wins": """
const https = require('https');
https.get(Object.assign({ minVersion: 'TLSv1' }, { minVersion: 'TLSv1.2' }));
https.get(Object.assign({ minVersion: 'TLSv1' }, { ca: pem })); «x»
https.get(Object.assign({}, { minVersion: 'TLSv1.2' }, { minVersion: 'TLSv1' })); «x»
""",
    "Object.assign on a member": """
Object.assign(this.options, { secureProtocol: 'TLSv1_method' }); «x»
Object.assign(https.globalAgent.options, { minVersion: 'TLSv1' }); «x»
_.defaults(options, { minVersion: 'TLSv1' }); «x»
$.extend(true, {}, { minVersion: 'TLSv1' }); «x»
_.merge({}, a, { tls: { minVersion: 'TLSv1' } }); «x»
""",
    "delete heals": """
const options = { minVersion: 'TLSv1' };
delete options.minVersion;
use(options);
""",
    "undefined resets": """
const options = { minVersion: 'TLSv1' };
options.minVersion = undefined;
use(options);
""",
    "two objects do not leak": """
const a = { minVersion: 'TLSv1' }; «x»
const b = { minVersion: 'TLSv1.2' };
connectA(a);
connectB(b);
""",
    "default parameter": """
function connect(host, minVersion = 'TLSv1') { «x»
  return require('tls').connect({ host, minVersion });
}
""",
    "destructured default": """
function connect({ host, minVersion = 'TLSv1', rejectUnauthorized = true } = {}) { «x»
  return require('tls').connect({ host, minVersion, rejectUnauthorized });
}
""",
    "destructured options with default object": """
const tls = require('tls');
function connect(options = { minVersion: 'TLSv1' }) { «x»
  return tls.connect(options);
}
""",
    "conditional assignment": """
options.minVersion = options.minVersion || 'TLSv1'; «x»
other.minVersion ||= 'TLSv1'; «x»
third.minVersion ??= 'TLSv1.1'; «x»
fourth.minVersion = opts.minVersion ?? 'TLSv1.2';
""",
    "conditional spread": """
const https = require('https');
const agent = new https.Agent({
  keepAlive: true,
  ...(insecure && { secureProtocol: 'TLSv1_method' }), «x»
  ...(legacy ? { minVersion: 'TLSv1' } : {}), «x»
});
""",
    "if absent": """
function f(options) {
  if (!options.secureProtocol) options.secureProtocol = 'TLSv1_method'; «x»
  if (options.minVersion === undefined) { options.minVersion = 'TLSv1.2'; }
}
""",
    "promise and callbacks": """
const https = require('https');
module.exports = (host) => new Promise((resolve, reject) => {
  const req = https.request({
    host,
    secureProtocol: 'SSLv3_method', «x»
  }, (res) => { resolve(res); });
  req.on('error', reject);
});
""",
    "loop over protocols with get": """
const https = require('https');
for (const secureProtocol of ['TLSv1_method', 'TLSv1_1_method']) { «x»
  https.get({ host, secureProtocol });
}
""",
    "subclass super call": """
const https = require('https');
class LegacyAgent extends https.Agent {
  constructor(opts) {
    super({ ...opts, secureProtocol: 'TLSv1_method' }); «x»
  }
}
""",
    "util.inherits call": """
var https = require('https'), util = require('util');
function LegacyAgent(options) {
  options = util._extend({ secureProtocol: 'SSLv3_method' }, options); «x»
  https.Agent.call(this, options);
}
util.inherits(LegacyAgent, https.Agent);
""",
    "jquery-like chain": """
const superagent = require('superagent');
superagent.post(url).agent(new (require('https').Agent)({ minVersion: 'TLSv1.1' })).send(body); «x»
""",
    # values
    "const": """
const TLS_VERSION = 'TLSv1_method'; «x»
var options = { secureProtocol: TLS_VERSION };
""",
    "ternary": """
const v = process.env.OLD ? 'TLSv1' : 'TLSv1.2'; «x»
use({ minVersion: v });
""",
    "concatenation": """
const version = 'TLSv1';
use({ secureProtocol: version + '_method' }); «x»
use({ secureProtocol: `${version}_2_method` });
use({ minVersion: 'TLS' + 'v1.1' }); «x»
""",
    "environment default": """
use({ minVersion: process.env.TLS_MIN || 'TLSv1' }); «x»
use({ minVersion: process.env.TLS_MIN || 'TLSv1.2' });
use({ minVersion: config.get('tls.min', 'TLSv1') }); «x»
const { TLS_MIN = 'TLSv1.1' } = process.env; «x»
use({ minVersion: TLS_MIN });
use({ secureProtocol: _.get(config, 'proto', 'TLSv1_method') }); «x»
""",
    "table lookup by constant key": """
const METHODS = { old: 'TLSv1_method', now: 'TLSv1_2_method' };
use({ secureProtocol: METHODS.now });
const OTHERS = { old: 'TLSv1_method', now: 'TLSv1_2_method' }; «x»
use({ secureProtocol: OTHERS['old'] });
""",
    "helper one level": """
function tlsOpts(min) { return { minVersion: min, rejectUnauthorized: true }; }
connect(tlsOpts('TLSv1')); «x»
connect(tlsOpts('TLSv1.2'));
""",
    "numbers and masks": """
const constants = require('constants');
use({ secureProtocol: 'TLS_method', secureOptions: constants.SSL_OP_NO_SSLv2 | constants.SSL_OP_NO_SSLv3 }); «x»
use({ secureProtocol: 'TLS_method', secureOptions: constants.SSL_OP_NO_SSLv3 | constants.SSL_OP_NO_TLSv1 | constants.SSL_OP_NO_TLSv1_1 });
use({ secureProtocol: 'SSLv23_method', secureOptions: constants.SSL_OP_NO_SSLv2 | constants.SSL_OP_NO_SSLv3 });
let o = constants.SSL_OP_NO_SSLv3;
o |= constants.SSL_OP_NO_TLSv1;
o |= constants.SSL_OP_NO_TLSv1_1;
use({ secureProtocol: 'TLS_client_method', secureOptions: o });
""",
    "destructured constants": """
import { constants } from 'node:crypto';
const { SSL_OP_NO_TLSv1, SSL_OP_NO_TLSv1_1 } = constants;
use({ secureProtocol: 'TLS_method', secureOptions: SSL_OP_NO_TLSv1 | SSL_OP_NO_TLSv1_1 });
""",
    "quoted and computed keys": """
const key = 'secureProtocol';
use({ 'secureProtocol': "TLSv1_method" }); «x»
use({ [key]: 'TLSv1_method' }); «x»
other['minVersion'] = `TLSv1`; «x»
options[key] = 'TLSv1_1_method'; «x»
""",
    "frozen": """
const DEFAULTS = Object.freeze({ secureProtocol: 'TLSv1_method' }); «x»
module.exports = DEFAULTS;
""",
    # client or server
    "server literals": """
const tls = require('tls'), https = require('https'), fs = require('fs');
var options = {
  key: fs.readFileSync('k.pem'),
  cert: fs.readFileSync('c.pem'),
  secureProtocol: 'TLSv1_method'
};
https.createServer(options, function (req, res) { res.end(); }).listen(443);
var srv = tls.createServer(options);
new https.Server({ minVersion: 'TLSv1' });
""",
    "server options returned": """
const https = require('https');
function serverOptions() {
  return { key, cert, minVersion: 'TLSv1' };
}
https.createServer(serverOptions(), app);
""",
    "both sides": """
const tls = require('tls');
const options = { secureProtocol: 'TLSv1_method', cert, key }; «x»
const server = tls.createServer(options, onConnection);
const client = tls.connect(8000, options, onClient);
""",
    "server with constant": """
const https = require('https');
const METHOD = 'TLSv1_method';
https.createServer({ key, cert, secureProtocol: METHOD }, app).listen(443);
""",
    "frameworks": """
const Hapi = require('@hapi/hapi');
const server = Hapi.server({ port: 443, tls: { key, cert, minVersion: 'TLSv1' } });
const restify = require('restify');
restify.createServer({ httpsServerOptions: { minVersion: 'TLSv1' } });
const app = require('fastify')({ http2: true, https: { minVersion: 'TLSv1', key } });
const spdy = require('spdy');
spdy.createServer({ secureProtocol: 'TLSv1_method' }, handler);
""",
    "smtp server and proxy": """
const { SMTPServer } = require('smtp-server');
const server = new SMTPServer({ secure: true, key, cert, minVersion: 'TLSv1' });
""",
    "TLSSocket server": """
const tls = require('tls');
const s = new tls.TLSSocket(socket, { isServer: true, secureContext: tls.createSecureContext({ key, cert, minVersion: 'TLSv1' }) });
const c = new tls.TLSSocket(socket, { secureContext: tls.createSecureContext({ minVersion: 'TLSv1' }) }); «x»
""",
    "SNICallback contexts": """
const tls = require('tls'), https = require('https');
https.createServer({
  key, cert, minVersion: 'TLSv1',
  SNICallback: (name, cb) => cb(null, tls.createSecureContext({ key: keys[name], minVersion: 'TLSv1' })),
}, app).listen(443);
""",
    # not a finding
    "comparisons and logging": """
const p = socket.getProtocol();
if (p === 'TLSv1' || p == 'TLSv1.1' || ['SSLv3', 'TLSv1'].includes(p)) console.warn('old', 'TLSv1');
assert.equal(p, 'TLSv1.1');
expect(socket.getProtocol()).toBe('TLSv1');
logger.info({ protocol: 'TLSv1' });
switch (p) { case 'TLSv1': return 1; case 'TLSv1.1': return 2; default: return 3; }
""",
    "lists": """
const VERSIONS = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];
const RANK = { 'TLSv1': 1, 'TLSv1.1': 2, 'TLSv1.2': 3 };
const METHODS = ['SSLv2_method', 'SSLv3_method', 'TLSv1_method'];
""",
    "deny lists": """
const c = require('constants');
use({ secureOptions: c.SSL_OP_NO_SSLv2 | c.SSL_OP_NO_SSLv3 | c.SSL_OP_NO_TLSv1 | c.SSL_OP_NO_TLSv1_1 });
use({ ciphers: 'HIGH:!aNULL:!SSLv3:!TLSv1' });
use({ ciphers: 'SSLv3' });
const forbidden = { protocols: ['TLSv1', 'TLSv1.1'] };
""",
    "schema and validation": """
const schema = Joi.object({
  minVersion: Joi.string().valid('TLSv1', 'TLSv1.1', 'TLSv1.2'),
  secureProtocol: Joi.string().valid('TLSv1_method'),
});
yargs.option('minVersion', { choices: ['TLSv1', 'TLSv1.2'] });
const spec = { minVersion: { type: 'string', enum: ['TLSv1', 'TLSv1.1'] } };
""",
    "choice of versions by a map": """
const MIN = { '1.0': 'TLSv1', '1.1': 'TLSv1.1', '1.2': 'TLSv1.2' };
use({ minVersion: MIN[config.version] });
""",
    # one cause, one finding
    "constant and option are one": """
const PROTO = 'TLSv1_method'; «x»
const a = { secureProtocol: PROTO };
const b = { secureProtocol: PROTO };
https.get(a); https.get(b);
""",
    "min and max in one object": """
use({ minVersion: 'TLSv1', maxVersion: 'TLSv1' }); «x»
use({ minVersion: 'TLSv1', maxVersion: 'TLSv1.3' }); «x»
""",
    # old code as it is written
    "request era": """
var request = require('request');
request({
  url: 'https://x/', method: 'POST',
  agentOptions: { secureProtocol: 'SSLv3_method' }, «x»
}, cb);
request.post({ url: u, secureProtocol: 'TLSv1_method', rejectUnauthorized: false, strictSSL: false }, cb); «x»
var r = request.defaults({ agentClass: https.Agent, agentOptions: { secureProtocol: 'TLSv1_method' } }); «x»
request({ url: u, agentOptions: { secureProtocol: 'TLSv1_2_method' } });
""",
    "global agent": """
var https = require('https');
require('https').globalAgent.options.secureProtocol = 'TLSv1_method'; «x»
https.globalAgent = new https.Agent({ secureProtocol: 'TLSv1_method' }); «x»
""",
    "default min in many spellings": """
import tls, { connect } from 'tls';
tls.DEFAULT_MIN_VERSION = 'TLSv1'; «x»
(require('tls') as any).DEFAULT_MIN_VERSION = 'TLSv1';
""",
    "default min import star and property": """
const nodeTls = require('tls');
Object.assign(nodeTls, { DEFAULT_MIN_VERSION: 'TLSv1.1' }); «x»
nodeTls['DEFAULT_MAX_VERSION'] = 'TLSv1.1'; «x»
""",
    "mail": """
const nodemailer = require('nodemailer');
nodemailer.createTransport({ host, port: 587, secure: false, tls: { ciphers: 'SSLv3', rejectUnauthorized: false } });
nodemailer.createTransport({ host, tls: { secureProtocol: 'TLSv1_method' } }); «x»
const imap = new Imap({ user, tls: true, tlsOptions: { secureProtocol: 'TLSv1_method', rejectUnauthorized: false } }); «x»
""",
    "databases": """
const config = {
  user: 'sa', server: 'db',
  options: { encrypt: true, cryptoCredentialsDetails: { minVersion: 'TLSv1' } } «x»
};
sql.connect(config);
const knex = require('knex')({ client: 'mysql', connection: { host, ssl: { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' } } }); «x»
new DataSource({ type: 'mssql', extra: { options: { cryptoCredentialsDetails: { minVersion: 'TLSv1' } } } }); «x»
module.exports = { development: { dialectOptions: { ssl: { minVersion: 'TLSv1.1' } } } }; «x»
""",
    "node-forge and others unrelated": """
const forgeTls = forge.tls;
const v = { major: 3, minor: 1 };
const manifest = { minVersion: '1.0.0', maxVersion: 'v2' };
const kafka = { apiKey: 1, minVersion: 0, maxVersion: 3 };
""",
    "new Agent via options member": """
const HttpsProxyAgent = require('https-proxy-agent');
const proxy = url.parse('http://p');
proxy.secureProtocol = 'TLSv1_method'; «x»
const agent = new HttpsProxyAgent(proxy);
const tunnel = require('tunnel');
tunnel.httpsOverHttp({ proxy: { host }, secureProtocol: 'SSLv3_method' }); «x»
""",
    "async exported object with functions": """
module.exports = {
  async connect() {
    const ctx = tls.createSecureContext({ secureProtocol: 'TLSv1_1_client_method' }); «x»
    return tls.connect({ secureContext: ctx });
  },
  options() { return { minVersion: 'TLSv1.2' }; },
};
var tls = require('tls');
""",
    "jest mock and expected": """
expect(spy).toHaveBeenCalledWith(expect.objectContaining({ minVersion: 'TLSv1' }));
assert.deepStrictEqual(agent.options, { minVersion: 'TLSv1' });
""",
    # wrappers, samples and tests
    "sso: TypeError wrapper": """
'use strict';
var https = require('https');
var agent = new https.Agent();
agent.options.secureProtocol = 'SSLv3_method'; «x»
var opts = url.parse(target);
opts.agent = agent;
https.get(opts, cb);
""",
    "lodash leaves keys out": """
const _ = require('lodash');
const omit = require('lodash/omit');
const https = require('https');
const o = { minVersion: 'TLSv1', host: 'h' };
https.get(_.omit(o, 'minVersion'));
https.get(omit({ minVersion: 'TLSv1', host: 'h' }, ['minVersion']));
https.get(_.pick({ minVersion: 'TLSv1', host: 'h' }, ['host']));
https.get(_.pick({ minVersion: 'TLSv1', host: 'h' }, 'host', 'minVersion')); «x»
https.get(_.omit({ minVersion: 'TLSv1', host: 'h' }, 'host')); «x»
https.get(_.omit({ minVersion: 'TLSv1', host: 'h' }, keys)); «x»
""",
    "sdk: default options object merged by lodash": """
const _ = require('lodash');
const DEFAULTS = {
  timeout: 3000,
  tls: { minVersion: 'TLSv1', rejectUnauthorized: true }, «x»
};
class Client {
  constructor(options) {
    this.options = _.defaultsDeep({}, options, DEFAULTS);
  }
}
module.exports = Client;
""",
    "fetch agent function": """
const fetch = require('node-fetch');
const https = require('https');
fetch(url, { agent: (u) => u.protocol === 'https:' ? new https.Agent({ minVersion: 'TLSv1' }) : undefined }); «x»
""",
    "async factory with await": """
async function getAgent() {
  const { Agent } = await import('https');
  return new Agent({ secureProtocol: 'TLSv1_method' }); «x»
}
""",
    "ldapjs starttls": """
const client = ldap.createClient({ url: 'ldap://x' });
client.starttls({ ca: [pem], secureProtocol: 'TLSv1_method' }, [], cb); «x»
""",
    "tedious old config json in js": """
var config = {
  userName: 'sa', password: 'x', server: 'h',
  options: {
    encrypt: true,
    cryptoCredentialsDetails: {
      minVersion: 'TLSv1', «x»
      ciphers: 'DEFAULT@SECLEVEL=0'
    }
  }
};
var connection = new Connection(config);
""",
    "ternary with spread at node version": """
const legacy = semver.lt(process.version, '12.0.0');
const agent = new https.Agent(legacy ? { secureProtocol: 'TLSv1_2_method' } : { minVersion: 'TLSv1.2' });
var https = require('https');
""",
    "constants bits removed": """
const constants = require('constants');
const agent = new (require('https').Agent)({
  secureOptions: constants.SSL_OP_NO_TLSv1_3 | constants.SSL_OP_NO_TLSv1_2, «x»
});
""",
    "who takes 1.2 away means an older version, but beside a floor": """
const { constants } = require('crypto');
use({ secureOptions: constants.SSL_OP_NO_TLSv1_2 }); «x»
use({ secureOptions: constants.SSL_OP_NO_SSLv3 | constants.SSL_OP_NO_TLSv1_2 }); «x»
use({ secureOptions: constants.SSL_OP_NO_TLSv1_2, minVersion: 'TLSv1.3' });
use({ secureOptions: constants.SSL_OP_NO_TLSv1 | constants.SSL_OP_NO_TLSv1_1 | constants.SSL_OP_NO_TLSv1_2 });
use({ secureOptions: constants.SSL_OP_NO_SSLv3 });
""",
    "array of agents": """
const https = require('https');
const agents = [
  new https.Agent({ minVersion: 'TLSv1.2' }),
  new https.Agent({ minVersion: 'TLSv1' }), «x»
];
""",
    "map of agents": """
const https = require('https');
const AGENTS = {
  modern: new https.Agent({ minVersion: 'TLSv1.2' }),
  legacy: new https.Agent({ secureProtocol: 'TLSv1_method' }), «x»
};
""",
    "retry with old protocol in callback": """
var https = require('https');
function get(opts, cb) {
  var req = https.request(opts, function (res) { cb(null, res); });
  req.on('error', function (err) {
    if (err.code === 'ECONNRESET' && !opts.secureProtocol) {
      opts.secureProtocol = 'SSLv3_method'; «x»
      return get(opts, cb);
    }
    cb(err);
  });
  req.end();
}
""",
    "redis url": """
const redis = require('redis');
const client = redis.createClient({ url, socket: { tls: true, minVersion: 'TLSv1.1' } }); «x»
const r2 = new Redis({ tls: { servername: h, minVersion: 'TLSv1.2' } });
""",
    "ws server and client": """
const WebSocket = require('ws');
const https = require('https');
const server = https.createServer({ cert, key, minVersion: 'TLSv1' });
const wss = new WebSocket.Server({ server });
const ws = new WebSocket('wss://h', { secureProtocol: 'TLSv1_method' }); «x»
""",
    "express app in class": """
class App {
  listen() {
    this.options = { key: this.key, cert: this.cert, secureProtocol: 'TLSv1_method' };
    this.server = https.createServer(this.options, this.app);
  }
}
const https = require('https');
""",
    "server options by file": """
const https = require('https');
module.exports.start = function start(config, app) {
  const tlsOptions = {
    key: fs.readFileSync(config.key),
    minVersion: config.minVersion || 'TLSv1',
  };
  return https.createServer(tlsOptions, app).listen(config.port);
};
""",
    "http2 connect": """
import { connect } from 'node:http2';
const session = connect('https://h', { maxVersion: 'TLSv1.1', minVersion: 'TLSv1' }); «x»
""",
    "electron": """
const { app, session } = require('electron');
app.commandLine.appendSwitch('ssl-version-min', 'tls1'); «x»
app.commandLine.appendArgument('--ssl-version-fallback-min=tls1');
app.whenReady().then(() => {
  session.fromPartition('persist:x').setSSLConfig({ minVersion: 'tls1.1' }); «x»
});
""",
    "NODE_OPTIONS in child": """
const { fork, spawn } = require('child_process');
const env = Object.assign({}, process.env, { NODE_OPTIONS: '--tls-min-v1.0' }); «x»
spawn('node', ['a.js'], { env });
spawn(process.execPath, ['--tls-min-v1.0', 'x.js']); «x»
fork('x.js', [], { execArgv: ['--tls-min-v1.0'] }); «x»
""",
    "pm2 ecosystem": """
module.exports = {
  apps: [{ name: 'api', script: 'x.js', node_args: '--tls-min-v1.0 --max-old-space-size=512' }], «x»
};
""",
    "documentation strings": """
/** @param {string} minVersion e.g. 'TLSv1' */
const help = "use minVersion: 'TLSv1' to allow old servers";
const text = { description: "secureProtocol: 'TLSv1_method'" };
""",
    "getter": """
class C {
  get agentOptions() { return { secureProtocol: 'TLSv1_method' }; } «x»
  static get defaults() { return { minVersion: 'TLSv1.2' }; }
}
""",
    "immediately overwritten by caller": """
const https = require('https');
function req(options) {
  options = Object.assign({ minVersion: 'TLSv1' }, options); «x»
  return https.request(options);
}
req({ host });
""",
    "wrapper that fixes": """
const https = require('https');
function harden(o) { o.minVersion = 'TLSv1.2'; return o; }
https.get(harden({ host, minVersion: 'TLSv1' }));
""",
    "default from an options list with find": """
const order = ['TLSv1', 'TLSv1.1', 'TLSv1.2'];
use({ minVersion: order[0] }); «x»
use({ minVersion: order[2] });
""",
    "spread args": """
const https = require('https');
const args = [{ host, minVersion: 'TLSv1' }]; «x»
https.get(...args);
""",
    "mongoose": """
mongoose.connect(uri, { ssl: true, tlsInsecure: true, secureProtocol: 'TLSv1_1_method' }); «x»
""",
    "soap security": """
const soap = require('soap');
client.setSecurity(new soap.ClientSSLSecurityPFX(pfx, pass, { secureProtocol: 'SSLv3_method', strictSSL: false })); «x»
client.setSecurity(new soap.ClientSSLSecurity(key, cert, ca, { secureOptions: require('constants').SSL_OP_NO_TLSv1_2 })); «x»
""",
    "grpc and kafka": """
const kafka = new Kafka({ ssl: { rejectUnauthorized: false, maxVersion: 'TLSv1' } }); «x»
const producer = new kafkaNode.KafkaClient({ sslOptions: { secureProtocol: 'TLSv1_method' } }); «x»
""",
    "if chain option": """
function agentFor(version) {
  if (version === '1.0') { return new https.Agent({ minVersion: 'TLSv1' }); }
  if (version === '1.1') { return new https.Agent({ minVersion: 'TLSv1.1' }); }
  return new https.Agent({ minVersion: 'TLSv1.2' });
}
const https = require('https');
""",
    "switch true default old": """
function proto(v) {
  switch (v) {
    case 3: return 'SSLv3_method';
    case 12: return 'TLSv1_2_method';
    default: return 'TLSv1_method'; «x»
  }
}
require('https').get({ secureProtocol: proto(v) });
""",
    "what is made on a way that ends in an error": """
const https = require('https');
async function refused() {
  try {
    await open(server, { minVersion: 'TLSv1' }); «x»
    throw new Error('expected to fail');
  } catch (e) { expect(e.code).to.equal('X'); }
}
function checked(o) {
  const options = { minVersion: 'TLSv1' };
  if (o.bad) { throw new Error('bad'); }
  options.minVersion = 'TLSv1.2';
  return https.get(options);
}
""",
    "or default of own member": """
module.exports = function (options) {
  options = options || {};
  options.secureProtocol = options.secureProtocol || 'TLSv1_method'; «x»
  return require('https').request(options);
};
""",
    "hasOwnProperty default": """
if (!opts.hasOwnProperty('minVersion')) { opts['minVersion'] = 'TLSv1'; } «x»
if (!('secureProtocol' in o2)) o2.secureProtocol = 'SSLv3_method'; «x»
if (typeof o3.minVersion === 'undefined') o3.minVersion = 'TLSv1.2';
""",
    "function hoisted later": """
const https = require('https');
https.get(makeOptions());
function makeOptions() {
  var o = {};
  o.minVersion = 'TLSv1'; «x»
  return o;
}
""",
    "amd define": """
define(['https'], function (https) {
  return new https.Agent({ minVersion: 'TLSv1.1' }); «x»
});
""",
    "switch fallthrough": """
function min(v) {
  let m;
  switch (v) {
    case '1.0':
    case 'TLSv1':
      m = 'TLSv1';
      break;
    case '1.2':
      m = 'TLSv1.2';
      break;
    default:
      throw new Error('unknown');
  }
  return { minVersion: m };
}
""",
    "nested function closure sees the outer options": """
const https = require('https');
function outer() {
  const options = { host: 'h' };
  function inner() {
    options.minVersion = 'TLSv1'; «x»
    return https.get(options);
  }
  return inner;
}
""",
    "getter of config with fallbacks": """
const min = (config && config.tls && config.tls.minVersion) || 'TLSv1'; «x»
require('tls').connect({ minVersion: min });
""",
    "imported server alias": """
import { createServer as mk } from 'node:https';
mk({ cert, key, secureProtocol: 'TLSv1_method' }, app);
""",
    "test server in helper": """
const https = require('https');
function startTestServer(extra) {
  return https.createServer({ key, cert, ...extra }, app);
}
startTestServer({ minVersion: 'TLSv1', maxVersion: 'TLSv1' });
""",
    "server options class member": """
class S {
  constructor() {
    this.tls = { key, cert, minVersion: 'TLSv1' };
  }
  start() {
    this.server = require('https').createServer(this.tls, this.app);
  }
}
""",
    "raise old": """
function raise(o) {
  if (o.minVersion === 'TLSv1' || o.minVersion === 'TLSv1.1') o.minVersion = 'TLSv1.2';
  return o;
}
""",
    "logging an object": """
console.log({ minVersion: 'TLSv1' });
logger.warn('old', { secureProtocol: 'TLSv1_method' });
""",
    "deny by throwing": """
if (options.secureProtocol === 'SSLv3_method' || options.minVersion === 'TLSv1') {
  throw new TypeError('SSLv3_method is not allowed');
}
""",
    "servers through lists that are read by number": """
const https = require('https');
const old = { secureProtocol: 'TLSv1_method', key };
const pairs = [
  ['a', old], ['b', { key }], ['c', { key }], ['d', { key }], ['e', { key }],
  ['f', { key }], ['g', { key }], ['h', { key }], ['i', { key }],
];
for (var i = 0; i < pairs.length; i++) https.createServer(pairs[i][1], app).listen(i);
const all = [{ minVersion: 'TLSv1', key }, { minVersion: 'TLSv1.1', key }];
all.forEach((options, n) => https.createServer(options, app).listen(n));
const named = { a: { minVersion: 'TLSv1', key }, b: { key } };
Object.keys(named).forEach((k) => https.createServer(named[k], app).listen(0));
for (const [name, options] of Object.entries({ a: { minVersion: 'TLSv1' } })) https.createServer(options);
const clients = [{ minVersion: 'TLSv1', host: 'h' }, { host: 'i' }]; «x»
for (var j = 0; j < clients.length; j++) https.get(clients[j]);
""",
    "texts with a part that has a default": """
const https = require('https');
https.get({ host: 'h', secureProtocol: `TLSv${process.env.TLS || '1'}_method` }); «x»
https.get({ host: 'h', secureProtocol: 'TLSv' + (process.env.TLS || '1_1') + '_method' }); «x»
https.get({ host: 'h', secureProtocol: 'TLSv' + (process.env.TLS || '1_2') + '_method' });
https.get({ host: 'h', secureProtocol: 'SSLv' + 3 + '_method' }); «x»
const METHODS = { old: 'TLSv1_method', good: 'TLSv1_2_method' }; «x»
https.get({ host: 'h', secureProtocol: METHODS[process.env.TLS || 'old'] });
https.get({ host: 'h', secureProtocol: METHODS[process.env.TLS || 'good'] });
""",
    "a context that a server's function hands to its callback": """
const tls = require('tls');
const secure = tls.createSecureContext({ key, cert, minVersion: 'TLSv1' });
tls.createServer({ SNICallback: (name, cb) => cb(null, secure) });
const other = tls.createSecureContext({ key, cert, minVersion: 'TLSv1' }); «x»
tls.connect({ secureContext: other });
""",
    "bits united by a function": """
const https = require('https');
const c = require('crypto').constants;
const bits = ['SSL_OP_NO_TLSv1', 'SSL_OP_NO_TLSv1_1'].reduce((sum, name) => sum | c[name], 0);
new https.Agent({ minVersion: 'TLSv1', secureOptions: bits });
new https.Agent({ minVersion: 'TLSv1', secureOptions: [c.SSL_OP_NO_SSLv3].reduce((a, b) => a | b) }); «x»
""",
    "options of a process that are added to": """
process.env.NODE_OPTIONS += ' --tls-min-v1.1'; «x»
process.env.NODE_OPTIONS += ' --max-old-space-size=4096';
""",
    "the two sides of a proxy": """
const proxy = require('http-proxy');
const https = require('https');
proxy.createProxyServer({ target: 'https://h', ssl: { key, secureProtocol: 'TLSv1_method' } });
proxy.createProxyServer({ target: 'https://h', agent: new https.Agent({ secureProtocol: 'TLSv1_method' }) }); «x»
""",
    "options that only servers have": """
const defaults = { key, sessionIdContext: 'x', minVersion: 'TLSv1' };
module.exports = (options) => Object.assign({}, defaults, options || {});
const client = { honorCipherOrder: true, requestCert: true, minVersion: 'TLSv1' }; «x»
""",
    "a map of versions, and what listens": """
const https = require('https');
const byName = new Map([['old', 'TLSv1'], ['new', 'TLSv1.2']]); «x»
https.get({ host: 'h', minVersion: byName.get('old') });
https.get({ host: 'h', minVersion: byName.get('new') });
app.listen({ port: 1, tls: { key }, minVersion: 'TLSv1' });
""",
    "a callback knows what its maker was given": """
const https = require('https');
function get(host, proto, cb) {
  resolve(host, (err, ip) => {
    https.get({ host: ip, secureProtocol: proto }, cb);
  });
}
get('a', 'TLSv1_2_method', cb);
get('b', 'TLSv1_method', cb); «x»
function again(host, proto) {
  return new Promise((done, failed) => {
    const request = https.get({ host, secureProtocol: proto || 'TLSv1_2_method' }, done);
    request.on('error', () => { if (proto !== 'TLSv1_method') again(host, 'TLSv1_method').then(done, failed); }); «x»
  });
}
""",
    "options of Sequelize where nobody reads them": """
const { Sequelize } = require('sequelize');
const options = { options: { cryptoCredentialsDetails: { minVersion: 'TLSv1' } } };
const a = new Sequelize('db', 'u', 'p', options);
const b = new Sequelize('mssql://h', { cryptoCredentialsDetails: { minVersion: 'TLSv1' } });
const c = new Sequelize({ dialectOptions: { options: { cryptoCredentialsDetails: { minVersion: 'TLSv1.1' } } } }); «x»
const d = new Sequelize({ dialectOptions: { cryptoCredentialsDetails: { minVersion: 'TLSv1.1' } } }); «x»
const e = new (require('mssql').ConnectionPool)({ options: { cryptoCredentialsDetails: { minVersion: 'TLSv1' } } }); «x»
""",
    "loops run through what a generator gives": """
const tls = require('tls');
function* names() {
  yield 'TLSv1'; «x»
  yield 'TLSv1.2';
}
for (const version of names()) tls.connect({ host: 'h', minVersion: version });
function* good() { yield 'TLSv1.2'; yield 'TLSv1.3'; }
for (const version of good()) tls.connect({ host: 'h', minVersion: version });
""",
    "an object made of pairs": """
const tls = require('tls');
tls.connect(Object.fromEntries([['host', 'h'], ['minVersion', 'TLSv1']])); «x»
tls.connect(Object.fromEntries([['host', 'h'], ['minVersion', 'TLSv1.2']]));
tls.connect(Object.fromEntries(pairs));
""",
    "the last of a list": """
const tls = require('tls');
const order = ['TLSv1', 'TLSv1.1', 'TLSv1.2'];
tls.connect({ host: 'h', minVersion: order.at(-1) });
tls.connect({ host: 'h', minVersion: order.slice(-1)[0] });
tls.connect({ host: 'h', minVersion: order.slice(2, 3)[0] });
const old = ['TLSv1.2', 'TLSv1']; «x»
tls.connect({ host: 'h', minVersion: old.at(-1) });
""",
    "what is left of an object": """
const tls = require('tls');
const base = { host: 'h', minVersion: 'TLSv1', ca };
const { minVersion, ...rest } = base;
tls.connect(rest);
const other = { host: 'h', minVersion: 'TLSv1', ca }; «x»
const { ca: roots, ...old } = other;
tls.connect(old);
""",
    "options that are called a server's": """
module.exports = (config) => config.set({ httpsServerOptions: { minVersion: 'TLSv1' }, protocol: 'https:' });
""",
}
