const KEPT_RECORDS = 10_000;

/** Appends to a list of records, dropping the oldest: a vendor left running must not grow. */
export function addRecord<T>(list: T[], record: T): T {
	list.push(record);
	if (list.length > KEPT_RECORDS) list.splice(0, list.length - KEPT_RECORDS);
	return record;
}
