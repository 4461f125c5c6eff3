import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate that nobody knows, for this machine, as a company's own authority would issue it. */
export interface Certificate {
	key: Buffer;
	cert: Buffer;
	/** What `NODE_EXTRA_CA_CERTS` names. */
	file: string;
	remove: () => void;
}

/** Made by openssl, since Node.js cannot make one by itself. */
export function privateCertificate(): Certificate {
	const folder = mkdtempSync(join(tmpdir(), 'kingfisher-tls-'));
	const [keyFile, file] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
	const kind = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2'];
	const names = ['-subj', '/CN=private', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
	execFileSync('openssl', [...kind, ...names, '-keyout', keyFile, '-out', file], {
		stdio: 'ignore',
	});
	const remove = () => rmSync(folder, { recursive: true });
	return { key: readFileSync(keyFile), cert: readFileSync(file), file, remove };
}
