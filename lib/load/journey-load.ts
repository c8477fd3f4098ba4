import type { ArrivingUserLoad } from './arriving-users';
import type { UserLoad } from './journey-users';

/** The loads that a journey is made for: a number of users, or users that arrive at a rate. */
export type JourneyLoad = UserLoad | ArrivingUserLoad;
