import { sql, type RawBuilder } from 'kysely';

/** A part of the rules that are in force in the program `p`, on its own date: the first version speaks before it begins. */
export const ofPolicyInForce = <T>(part: RawBuilder<unknown>): RawBuilder<T> =>
  sql<T>`(select ${part} from program_policy y
    where y.agency_id = p.agency_id and y.program_id = p.program_id and y.status = 'active'
    order by greatest(y.effective_from - (auth.now() at time zone p.time_zone)::date, 0), y.effective_from desc, y.version desc limit 1)`;
