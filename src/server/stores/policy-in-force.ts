import { sql, type RawBuilder } from 'kysely';

const today = sql`(auth.now() at time zone p.time_zone)::date`;

/** A part of the rules that are in force in the program `p`, on its own date or on the day named: the first version speaks before it begins. */
export const ofPolicyInForce = <T>(part: RawBuilder<unknown>, on = today): RawBuilder<T> =>
  sql<T>`(select ${part} from program_policy y
    where y.agency_id = p.agency_id and y.program_id = p.program_id and y.status = 'active'
    order by greatest(y.effective_from - ${on}, 0), y.effective_from desc, y.version desc limit 1)`;
