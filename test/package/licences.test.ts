import lock from '../../package-lock.json';

interface LockedPackage {
	license?: string;
	link?: boolean;
}

/** Licences that ask for nothing but their own text to be kept. Nothing of these packages is published. */
const PERMISSIVE = [
	'(AFL-2.1 OR BSD-3-Clause)',
	'(MIT OR CC0-1.0)',
	'0BSD',
	'Apache-2.0',
	'BlueOak-1.0.0',
	'BSD-2-Clause',
	'BSD-3-Clause',
	'CC-BY-4.0',
	'ISC',
	'MIT',
	'Python-2.0',
	'Unlicense',
];
/** n8n's own packages have licences of n8n's, which allow what they are used for here: to develop and test. */
const OF_N8N = /^(?:.*\/)?node_modules\/(?:@n8n(?:_io)?\/[^/]+|n8n-[^/]+)$/;
/** Their package.json has the older member `licenses`, or none; their licence files are MIT's. */
const MIT_BY_FILE = ['buildcheck', 'cpu-features', 'ssh2'];

const locked = Object.entries(lock.packages as Record<string, LockedPackage>).filter(
	([path]) => path !== '',
);

describe('what the tools of this project are made of', () => {
	it('has a permissive licence, or is n8n’s own', () => {
		const others = locked.filter(([path, { license }]) => {
			if (license !== undefined && PERMISSIVE.includes(license)) return false;
			if (OF_N8N.test(path)) return false;
			return !MIT_BY_FILE.some((name) => license === undefined && path.endsWith(`/${name}`));
		});
		expect(others).toEqual([]);
	});

	it('comes from the registry, with a digest of what was looked at', () => {
		const loose = locked.filter(([, entry]) => entry.link || !('integrity' in entry));
		expect(loose.map(([path]) => path)).toEqual([]);
	});
});
