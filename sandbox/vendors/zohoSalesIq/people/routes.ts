import type { Route } from '../api.ts';
import { APP_ROUTES } from './appsApi.ts';
import { DEPARTMENT_ROUTES } from './departmentsApi.ts';
import { FEEDBACK_ROUTES } from './feedbacksApi.ts';
import { OPERATOR_ROUTES } from './operatorsApi.ts';
import { PORTAL_ROUTES } from './portalsApi.ts';
import { VISITOR_ROUTES } from './visitorsApi.ts';

/** Who works in a portal, where, and for whom. */
export const PEOPLE_ROUTES: readonly Route[] = [
	...APP_ROUTES,
	...DEPARTMENT_ROUTES,
	...FEEDBACK_ROUTES,
	...OPERATOR_ROUTES,
	...PORTAL_ROUTES,
	...VISITOR_ROUTES,
];
