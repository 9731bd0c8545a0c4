"""What only TypeScript has, by small files; «x» marks a line that must be found."""

CASES = {
    "optional chaining and non null": """
const https = require('https');
this.opts!.tls!.minVersion = 'TLSv1'; «x»
""",
    "jsx and ts types": """
type Options = { minVersion: 'TLSv1' | 'TLSv1.2' };
interface X { secureProtocol?: 'TLSv1_method'; }
const a = 1;
""",
    "typescript enum of names": """
export enum TlsVersion { V10 = 'TLSv1', V11 = 'TLSv1.1', V12 = 'TLSv1.2' }
export const TLS_VERSIONS = ['TLSv1', 'TLSv1.1', 'TLSv1.2'] as const;
export const label = { TLSv1: 'TLS 1.0', 'TLSv1.1': 'TLS 1.1' };
""",
    "classes with typed fields": """
import * as https from 'https';
import type { AgentOptions } from 'https';
export class Api {
  private readonly options: AgentOptions = { minVersion: 'TLSv1' }; «x»
  constructor(private readonly host: string, private readonly min: string = 'TLSv1.2') {}
  agent(): https.Agent { return new https.Agent({ ...this.options, keepAlive: true }); }
}
""",
    "assertions of types": """
import { SecureVersion } from 'tls';
const a = { minVersion: <SecureVersion>'TLSv1' }; «x»
const b = { minVersion: 'TLSv1.1' as unknown as SecureVersion }; «x»
const c = { minVersion: 'TLSv1.2' as const } satisfies object;
""",
    "a namespace of settings": """
namespace Settings {
  export const tls = { secureProtocol: 'TLSv1_method' }; «x»
}
declare const minVersion: 'TLSv1' | 'TLSv1.1';
""",
    "what is chosen from the names of versions is at fault, not the list": """
import * as https from 'https';
enum V { Old = 'TLSv1', New = 'TLSv1.2' }
const LIST = ['TLSv1', 'TLSv1.2'] as const;
const NAMED = { a: 'TLSv1', b: 'TLSv1.1', c: 'TLSv1.2' } as const;
new https.Agent({ minVersion: V.Old }); «x»
new https.Agent({ minVersion: V.New });
new https.Agent({ minVersion: LIST[0] }); «x»
new https.Agent({ minVersion: LIST[1] });
new https.Agent({ minVersion: NAMED.b }); «x»
""",
    "what is declared as options of a server": """
import * as https from 'https';
import type { TlsOptions, ConnectionOptions } from 'tls';
export const a: https.ServerOptions = { minVersion: 'TLSv1' };
export const b: TlsOptions = { minVersion: 'TLSv1' };
export function c(): https.ServerOptions { return { minVersion: 'TLSv1.1' }; }
export const d = (old: boolean): https.ServerOptions => ({ minVersion: old ? 'TLSv1' : 'TLSv1.2' });
export const e = { minVersion: 'TLSv1.1' } as https.ServerOptions;
export const f: TlsOptions | undefined = x ? { minVersion: 'TLSv1.1' } : undefined;
export const g: ConnectionOptions = { minVersion: 'TLSv1.1' }; «x»
export const h: https.AgentOptions = { minVersion: 'TLSv1.1' }; «x»
function listen(options: https.ServerOptions) { options.minVersion = 'TLSv1'; }
interface Own { minVersion: string }
const own: Own = { minVersion: 'TLSv1' }; «x»
""",
}
