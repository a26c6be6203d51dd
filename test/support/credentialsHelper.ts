import {
	type IAuthenticate,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	ICredentialsHelper,
	type ICredentialType,
	type IDataObject,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeProperties,
	type IRequestOptionsSimplified,
} from 'n8n-workflow';

/** What of a credential's type n8n runs. */
export type CredentialType = Pick<
	ICredentialType,
	'authenticate' | 'extends' | 'preAuthentication' | 'properties'
>;

/**
 * Holds one credential in memory where n8n has its database, and runs what its type brings as n8n
 * does; the OAuth2 itself is n8n-core's.
 */
export class OneCredential extends ICredentialsHelper {
	constructor(
		public data: ICredentialDataDecryptedObject,
		private readonly type: CredentialType,
	) {
		super();
	}

	getParentTypes(): string[] {
		return this.type.extends ?? [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		_typeName: string,
		requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
	): Promise<IHttpRequestOptions> {
		const options = requestOptions as IHttpRequestOptions;
		const authenticate: IAuthenticate | undefined = this.type.authenticate;
		return typeof authenticate === 'function' ? await authenticate(credentials, options) : options;
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		_typeName: string,
		_node: INode,
		hasExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const kept = this.type.properties.find(({ typeOptions }) => typeOptions?.expirable)?.name;
		if (kept === undefined || (credentials[kept] !== '' && !hasExpired)) return undefined;
		const output = await this.type.preAuthentication?.call(helpers, credentials);
		if (output === undefined || output[kept as keyof IDataObject] === undefined) return undefined;
		Object.assign(this.data, output);
		return Object.assign(credentials, output);
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async getCredentials(): Promise<ICredentials> {
		throw new Error('Nothing asks for the encrypted credential here');
	}

	async getDecrypted(): Promise<ICredentialDataDecryptedObject> {
		return structuredClone(this.data);
	}

	async updateCredentials(
		_details: INodeCredentialsDetails,
		_type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.data = data;
	}

	async updateCredentialsOauthTokenData(
		_details: INodeCredentialsDetails,
		_type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.data = data;
	}

	getCredentialsProperties(): INodeProperties[] {
		return [];
	}
}
