"""Options that scripts declare with a default, and read by name; «x» marks a line that must be found."""

CASES = {
    "a command line described by objects": """
const https = require('https');
const argv = require('yargs')
  .option('tls-min', { alias: 't', default: 'TLSv1', choices: ['TLSv1', 'TLSv1.2'] }) «x»
  .options({ protocol: { default: 'TLSv1_method' }, api: { default: 'TLSv1.1' } }) «x»
  .default('floor', 'TLSv1.1') «x»
  .option('good', { default: 'TLSv1.2' })
  .argv;
https.get({ host: 'a', minVersion: argv.tlsMin });
https.get({ host: 'b', secureProtocol: argv.protocol });
https.get({ host: 'c', minVersion: argv.floor });
https.get({ host: 'd', minVersion: argv.good });
https.get({ host: 'e', minVersion: argv['tls-min'] });
""",
    "a default called by its name at once": """
const argv = require('yargs').default('minVersion', 'TLSv1').argv; «x»
require('tls').connect({ host: 'h', minVersion: argv.minVersion });
""",
    "an option that is made with its default": """
const { Command, Option } = require('commander');
const program = new Command();
program.addOption(new Option('-m, --tls-min <v>', 'floor').choices(['TLSv1', 'TLSv1.2']).default('TLSv1')); «x»
program.addOption(new Option('--good <v>', 'floor').default('TLSv1.2').choices(['TLSv1', 'TLSv1.2']));
require('https').get({ host: 'a', minVersion: program.opts().tlsMin });
require('https').get({ host: 'b', minVersion: program.opts().good });
""",
    "a command line described by texts": """
const { program } = require('commander');
program
  .option('-p, --secure-protocol <name>', 'the method', 'TLSv1_method') «x»
  .requiredOption('-m, --tls-min <v>', 'floor', 'TLSv1') «x»
  .option('-o, --output <v>', 'format', 'TLSv1.1')
  .parse(process.argv);
const tls = require('tls');
tls.connect({ host: 'a', secureProtocol: program.opts().secureProtocol });
const { tlsMin } = program.opts();
tls.connect({ host: 'b', minVersion: tlsMin });
""",
    "options that are handed to a function": """
const program = require('commander');
program
  .command('get')
  .option('--min-version [v]', 'floor', 'TLSv1') «x»
  .action((options) => {
    require('https').get({ host: 'h', minVersion: options.minVersion });
  });
""",
    "defaults by their names": """
const tls = require('tls');
const argv = require('minimist')(process.argv.slice(2), { default: { tls: 'TLSv1.1', api: 'TLSv1' } }); «x»
tls.connect({ host: 'a', minVersion: argv.tls });
nconf.argv().env().defaults({ 'tls:floor': 'TLSv1' }); «x»
tls.connect({ host: 'b', minVersion: nconf.get('tls:floor') });
const conf = require('rc')('app', { oldest: 'TLSv1' }); «x»
tls.connect({ host: 'c', minVersion: conf.oldest });
""",
    "a schema of settings": """
const https = require('https');
const config = convict({
  tls: { floor: { doc: 'oldest', format: ['TLSv1', 'TLSv1.2'], default: 'TLSv1' } }, «x»
  good: { format: String, default: 'TLSv1.2' },
});
const a = new https.Agent({ minVersion: config.get('tls.floor') });
const b = new https.Agent({ minVersion: config.get('good') });
const env = cleanEnv(process.env, { TLS_MIN: str({ default: 'TLSv1.1' }) }); «x»
const c = new https.Agent({ minVersion: env.TLS_MIN });
const parsed = z.object({ OLDEST: z.enum(['TLSv1', 'TLSv1.2']).default('TLSv1') }).parse(process.env); «x»
const d = new https.Agent({ minVersion: parsed.OLDEST });
const e = new https.Agent({ minVersion: env.get('X').default('TLSv1').asString() }); «x»
""",
    "a schema that nobody reads": """
const https = require('https');
const schema = { properties: { minVersion: { type: 'string', enum: ['TLSv1', 'TLSv1.2'], default: 'TLSv1' } } };
new https.Agent({ minVersion: 'TLSv1.2' });
""",
    "what a test expects to be refused": """
const https = require('https');
async function refused() {
  await expect(submit({ tls: { minVersion: 'TLSv1', maxVersion: 'TLSv1' } })).to.eventually.be.rejected;
  await expect(submit({ minVersion: 'TLSv1' })).to.be.rejectedWith(Error);
  await expect(submit({ minVersion: 'TLSv1' })).rejects.toThrow('alert');
  await expect(() => submit({ minVersion: 'TLSv1' })).rejects.not.toThrow('alert');
  await assert.rejects(submit({ minVersion: 'TLSv1' }), /alert/);
  await assert.rejects(async () => { await submit({ minVersion: 'TLSv1' }); });
  const old = { minVersion: 'TLSv1' };
  await assert.isRejected(submit(old));
  expect(() => submit({ minVersion: 'TLSv1' })).toThrow();
  return expect(submit(new https.Agent({ minVersion: 'TLSv1' }))).rejects.toBeDefined();
}
""",
    "rows of which a test expects that each throws": """
const https = require('https');
for (const o of [{ tls: { minVersion: 'TLSv1' } }, { minVersion: 'TLSv1.1' }]) {
  assert.throws(() => new C({ a: 1, ...o }));
}
for (const o of [{ tls: { minVersion: 'TLSv1' } }]) assert.throws(() => new C(o));
[{ tls: { minVersion: 'TLSv1' } }].forEach((o) => { assert.throws(() => new C(o.tls)); });
for (const o of [{ tls: { minVersion: 'TLSv1' } }]) assert.doesNotThrow(() => new C(o)); «x»
for (const o of [{ tls: { minVersion: 'TLSv1' } }]) { «x»
  assert.throws(() => new C(o));
  https.get(o.tls);
}
""",
    "what a test expects never to connect": """
const tls = require('tls'), https = require('https');
const send = (o) => new Promise((res, rej) => https.get({ ...o }, res).on('error', rej));
async function refused(done) {
  const a = tls.connect({ host: 'h', minVersion: 'TLSv1' });
  a.on('close', note);
  const [error] = await once(a, 'error');
  const b = tls.connect({ host: 'h', minVersion: 'TLSv1' });
  await assert.rejects(once(b, 'secureConnect'));
  tls.connect({ minVersion: 'TLSv1' }, () => { assert.fail('connected'); }).on('error', () => done());
  const c = tls.connect({ minVersion: 'TLSv1' }, () => { done(new Error('connected')); });
  const d = tls.connect({ host: 'h', minVersion: 'TLSv1' });
  d.on('secureConnect', common.mustNotCall());
  https.get({ minVersion: 'TLSv1' }, common.mustNotCall()).on('error', common.mustCall());
  await t.throwsAsync(send({ minVersion: 'TLSv1' }));
  await assert.rejects(send({ minVersion: 'TLSv1' }), /alert/);
  return send({ minVersion: 'TLSv1' }).then(() => { throw new Error('connected'); }, done);
}
""",
    "what a helper of a test tells of a call": """
const tls = require('tls');
const dial = (o) => new Promise((resolve) => {
  const s = tls.connect({ ...o }, () => resolve({ connected: true }));
  s.on('error', () => resolve({ connected: false }));
});
async function refused() {
  const a = await dial({ minVersion: 'TLSv1' });
  assert.equal(a.connected, false, a.code);
  const b = await dial({ minVersion: 'TLSv1' });
  expect(b.connected).toBe(false);
  const c = await dial({ minVersion: 'TLSv1' });
  assert.ok(!c.connected);
  const ok = await dial({ minVersion: 'TLSv1' });
  expect(ok).to.be.false;
  const d = await dial({ minVersion: 'TLSv1' }); «x»
  assert.equal(d.connected, true);
  const e = await dial({ minVersion: 'TLSv1' }); «x»
  expect(e.connected).not.toBe(false);
  const f = await dial({ minVersion: 'TLSv1' }); «x»
  assert.equal(f.authorized, false);
}
""",
    "what a test expects to throw, as it keeps the error": """
const https = require('https'), tls = require('tls');
const dial = (o) => new Promise((res, rej) => { const s = tls.connect({ ...o }, () => res(s)); s.on('error', rej); });
async function refused(done) {
  let err;
  try { await dial({ minVersion: 'TLSv1' }); } catch (e) { err = e; }
  expect(err).to.exist;
  let error = null;
  try {
    await axios.get('https://h/', { httpsAgent: new https.Agent({ minVersion: 'TLSv1' }) });
  } catch (e) { error = e; }
  assert(error && error.code === 'EPROTO');
  let code = '';
  try { await dial({ minVersion: 'TLSv1' }); } catch (e) { code = e.code; }
  expect(code).toBe('EPROTO');
  let threw = false;
  try { await dial({ minVersion: 'TLSv1' }); } catch { threw = true; }
  expect(threw).toBe(true);
  let none;
  try { await dial({ minVersion: 'TLSv1' }); } catch (e) { none = e; }
  if (!none) throw new Error('connected');
  const a = await dial({ minVersion: 'TLSv1' }).catch((e) => e);
  expect(a).toBeInstanceOf(Error);
  const b = await dial({ minVersion: 'TLSv1' }).catch((e) => { return e; });
  assert.strictEqual(b.code, 'EPROTO');
  let c;
  await dial({ minVersion: 'TLSv1' }).catch((e) => { c = e; });
  expect(c).not.toBeNull();
  const [d] = await to(dial({ minVersion: 'TLSv1' }));
  assert.isNotNull(d);
  const [e] = await Promise.allSettled([dial({ minVersion: 'TLSv1' })]);
  assert.equal(e.status, 'rejected');
  const f = await dial({ minVersion: 'TLSv1' });
  assert.notEqual(f.kind, 'connected');
  const g = await dial({ minVersion: 'TLSv1' }).then(() => null, (e) => e);
  expect(g).toBeInstanceOf(Error);
  const h = await dial({ minVersion: 'TLSv1' }).then(() => 'connected').catch(() => 'refused');
  expect(h).toBe('refused');
  let i;
  await dial({ minVersion: 'TLSv1' }).catch((e) => (i = e));
  expect(i).toBeDefined();
  try {
    await dial({ minVersion: 'TLSv1' });
    expect(true).toBe(false);
  } catch (e) { expect(e).toBeDefined(); }
  https.get({ host: 'h', minVersion: 'TLSv1' }, note).on('error', (e) => { expect(e.code).to.equal('EPROTO'); done(); });
  send({ agent: new https.Agent({ minVersion: 'TLSv1' }) }, (e, res) => { expect(e).to.be.an('error'); done(); });
}
async function counted() {
  expect.assertions(1);
  try { await dial({ minVersion: 'TLSv1' }); } catch (e) { expect(e.code).toBe('EPROTO'); }
}
""",
    "what a test keeps an error of, and expects none": """
const https = require('https'), tls = require('tls');
const dial = (o) => new Promise((res, rej) => { const s = tls.connect({ ...o }, () => res(s)); s.on('error', rej); });
async function taken(done) {
  let err;
  try { await dial({ minVersion: 'TLSv1' }); } catch (e) { err = e; } «x»
  expect(err).to.not.exist;
  try { await dial({ minVersion: 'TLSv1' }); } catch (e) { err = e; } «x»
  assert.ifError(err);
  try { await dial({ minVersion: 'TLSv1' }); } catch (e) { err = e; } «x»
  console.log(err);
  try { await dial({ minVersion: 'TLSv1' }); } catch (e) { err = e; } «x»
  expect(err).toBe(row.error);
  try { await dial({ minVersion: 'TLSv1' }); } catch (e) { err = e; } «x»
  expect(err).to.exist;
  expect(err.response.status).to.equal(403);
  try { await dial({ minVersion: 'TLSv1' }); } catch (e) { expect(e.code).toBe('EPROTO'); } «x»
  try {
    await dial({ minVersion: 'TLSv1' }); «x»
    expect(true).toBe(true);
  } catch (e) { expect(e).toBeDefined(); }
  try {
    await dial({ minVersion: 'TLSv1' }); «x»
    throw new Error('once more');
  } catch (e) { again(e); }
  const a = await dial({ minVersion: 'TLSv1' }).catch((e) => e); «x»
  expect(a).toBeDefined();
  const b = await dial({ minVersion: 'TLSv1' }).catch((e) => e); «x»
  expect(b.code).toBe(200);
  const c = await dial({ minVersion: 'TLSv1' }).catch((e) => null); «x»
  expect(c.code).toBe('EPROTO');
  const [d] = await to(dial({ minVersion: 'TLSv1' })); «x»
  assert.isNull(d);
  const f = await dial({ minVersion: 'TLSv1' }); «x»
  assert.equal(f.kind, 'connected');
  https.get({ host: 'h', minVersion: 'TLSv1' }, (res) => { expect(res).to.exist; }); «x»
  send({ agent: new https.Agent({ minVersion: 'TLSv1' }) }, (e, res) => { expect(e).to.be.null; done(); }); «x»
}
""",
    "what a test expects to connect, or nothing of": """
const tls = require('tls'), https = require('https');
async function taken(done) {
  const a = tls.connect({ host: 'h', minVersion: 'TLSv1' }); «x»
  await once(a, 'secureConnect');
  const b = tls.connect({ host: 'h', minVersion: 'TLSv1' }); «x»
  b.on('error', () => { throw new Error('refused'); });
  b.setTimeout(9, () => { done(new Error('late')); });
  tls.connect({ minVersion: 'TLSv1' }, () => { done(new Date()); }); «x»
  https.get({ minVersion: 'TLSv1' }, (r) => { if (r.bad) throw new Error(); done(r); }); «x»
  send({ minVersion: 'TLSv1' }).catch(() => { throw new Error('refused'); }); «x»
  send({ minVersion: 'TLSv1' }).then(done, () => { throw new Error('refused'); }); «x»
}
""",
    "what a test expects to be taken": """
async function taken() {
  await expect(submit({ minVersion: 'TLSv1' })).resolves.toBe(1); «x»
  await expect(submit({ minVersion: 'TLSv1' })).to.not.be.rejected; «x»
  await assert.doesNotReject(submit({ minVersion: 'TLSv1' })); «x»
  const old = { minVersion: 'TLSv1' }; «x»
  await submit(old);
  await expect(submit(old)).rejects.toThrow();
  expect(() => submit({ minVersion: 'TLSv1' })).not.toThrow(); «x»
}
""",
}
