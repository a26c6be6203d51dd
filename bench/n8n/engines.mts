/** How n8n evaluates expressions. */
export interface Engine {
	name: EngineName;
	title: string;
	env: Readonly<Record<string, string>>;
}

export type EngineName = 'default' | 'lazy' | 'legacy';

/** n8n's default first. */
export const ENGINES: readonly Engine[] = [
	{ name: 'default', title: 'as n8n comes', env: {} },
	{
		name: 'lazy',
		title: '`N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true`',
		env: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
	},
	{
		name: 'legacy',
		title: '`N8N_EXPRESSION_ENGINE=legacy`',
		env: { N8N_EXPRESSION_ENGINE: 'legacy' },
	},
];

/** @throws where there is none of that name */
export function engine(name: EngineName): Engine {
	const found = ENGINES.find((one) => one.name === name);
	if (found === undefined) throw new Error(`There is no engine ${name}`);
	return found;
}
