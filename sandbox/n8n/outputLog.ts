import { createWriteStream } from 'node:fs';
import type { WriteStream } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import type { Readable } from 'node:stream';

const KEPT_CHARACTERS = 2_000_000;

/** Where the output of a process goes besides the memory. */
export interface OutputTargets {
	/** Gets every line. */
	log?: (line: string) => void;
	/** Gets everything, appended. */
	logFile?: string;
}

/** Keeps what a process wrote. */
export class OutputLog {
	private text = '';
	private unfinishedLine = '';
	private readonly targets: OutputTargets;
	private readonly file: WriteStream | undefined;

	constructor(targets: OutputTargets) {
		this.targets = targets;
		if (targets.logFile !== undefined) {
			this.file = createWriteStream(targets.logFile, { flags: 'a' });
		}
	}

	/** Reads a stream to its end. */
	read(stream: Readable): void {
		const decoder = new StringDecoder('utf8');
		stream.on('data', (chunk: Buffer) => this.take(decoder.write(chunk)));
	}

	/** What was written so far; of very much, the end. */
	all(): string {
		return this.text;
	}

	/** The last lines, for the message of an error. */
	tail(lines = 30): string {
		return this.text.trimEnd().split('\n').slice(-lines).join('\n');
	}

	/** Lets go of the file. */
	close(): void {
		this.file?.end();
	}

	private take(text: string): void {
		this.text = (this.text + text).slice(-KEPT_CHARACTERS);
		this.file?.write(text);
		const { log } = this.targets;
		if (log === undefined) return;
		const lines = (this.unfinishedLine + text).split('\n');
		this.unfinishedLine = lines.pop() ?? '';
		for (const line of lines) log(line);
	}
}
