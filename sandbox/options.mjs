import { parseArgs } from 'node:util';

const OPTIONS = /** @type {const} */ ({
	port: { type: 'string', default: '5678' },
	'salesiq-port': { type: 'string', default: '5680' },
	'qiscus-port': { type: 'string', default: '5681' },
	'console-port': { type: 'string', default: '5690' },
	data: { type: 'string', default: '.sandbox' },
	reset: { type: 'boolean', default: false },
	watch: { type: 'boolean', default: false },
	help: { type: 'boolean', short: 'h', default: false },
});

export const HELP = `Starts a real n8n with the nodes of this package, and the vendors that they talk to, on this machine.

Usage: npm start -- [options]
       npm run dev -- [options]     the same, and every change of the code is rebuilt and reloaded

  --port <number>           n8n's editor (default ${OPTIONS.port.default})
  --salesiq-port <number>   the simulated Zoho SalesIQ (default ${OPTIONS['salesiq-port'].default})
  --qiscus-port <number>    the simulated Qiscus (default ${OPTIONS['qiscus-port'].default})
  --console-port <number>   the page on which customers and agents are played (default ${OPTIONS['console-port'].default})
  --data <folder>           where n8n keeps its data (default ${OPTIONS.data.default})
  --reset                   begin with empty data: workflows, credentials and executions are deleted
  --help                    show this text

Ctrl-C stops everything.`;

/**
 * @typedef {object} StartSettings
 * @property {number} port
 * @property {number} salesIqPort
 * @property {number} qiscusPort
 * @property {number} consolePort
 * @property {string} data
 * @property {boolean} reset
 * @property {boolean} watch
 * @property {boolean} help
 */

/**
 * Reads the command line.
 *
 * @param {string[]} args
 * @returns {StartSettings} throws an error whose message is meant for the user
 */
export function readOptions(args) {
	const { values } = parseArgs({ args, options: OPTIONS });
	return {
		port: portOf('port', values.port),
		salesIqPort: portOf('salesiq-port', values['salesiq-port']),
		qiscusPort: portOf('qiscus-port', values['qiscus-port']),
		consolePort: portOf('console-port', values['console-port']),
		data: values.data,
		reset: values.reset,
		watch: values.watch,
		help: values.help,
	};
}

/**
 * @param {string} name
 * @param {string} text
 */
function portOf(name, text) {
	const port = Number(text);
	if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
	throw new Error(`--${name} wants a number from 1 to 65535, not "${text}".`);
}
