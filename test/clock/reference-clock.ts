import { apart, later, localDate, plusDays } from './civil.ts';
import { owedByBoth, owedToKeyProviders } from './reference-beside.ts';
import { knownBy } from './reference-known.ts';
import { eventRules, pacedIn } from './reference-rules.ts';
import { weigh, type PlainPolicy } from './reference-review.ts';
import type { Held, Owed, PlainFacts, Question, Rule } from './reference-words.ts';

/** The rules of the program once more, step by step, from the requirements alone. */
export class ReferenceClock {
  readonly question: Question;
  readonly versions: PlainPolicy[];
  readonly facts: PlainFacts;
  readonly lastDay: string;
  /** The day whose version speaks: before the enrollment begins, that of its first day. */
  readonly ruledOn: string;
  readonly isClosed: boolean;
  held: Held[] = [];
  readonly waiting: Held[] = [];

  constructor(question: Question) {
    const { enrollment, facts, when } = question;
    this.question = question;
    const { endedOn } = enrollment;
    this.isClosed = endedOn !== null && endedOn <= when.asOf;
    this.lastDay = this.isClosed && endedOn !== null ? endedOn : when.asOf;
    this.ruledOn = this.lastDay < enrollment.startedOn ? enrollment.startedOn : this.lastDay;
    this.versions = enrollment.policies
      .filter(({ status }) => status !== 'draft')
      .toSorted((a, b) =>
        a.effectiveFrom === b.effectiveFrom
          ? a.version - b.version
          : a.effectiveFrom < b.effectiveFrom
            ? -1
            : 1,
      );
    this.facts = knownBy(facts, when.asKnownAt);
    this.hold();
  }

  private hold() {
    const { enrollment, zone } = this.question;
    const held: Held[] = [];
    const inside = (on: string) => on >= enrollment.startedOn && on <= this.lastDay;
    for (const review of this.facts.reviews) {
      const { id, startAt, triggerIds } = review;
      const on = startAt === null ? review.heldOn : localDate(startAt, zone);
      const policy = this.versionOn(on);
      if (!inside(on) || policy === null) continue;
      const weight = weigh(review, policy);
      if (weight === 'counts') held.push({ id, on, startAt, triggerIds });
      if (weight === 'waits') this.waiting.push({ id, on, startAt, triggerIds });
    }
    for (const { id, heldOn } of this.facts.elsewhere)
      if (inside(heldOn)) held.push({ id, on: heldOn, startAt: null, triggerIds: [] });
    const order = ({ on, startAt, id }: Held) => `${on} ${startAt ?? ''} ${id}`;
    this.held = held.toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
  }

  versionOn(on: string): PlainPolicy | null {
    let found = this.versions[0] ?? null;
    for (const version of this.versions) if (version.effectiveFrom <= on) found = version;
    return found;
  }

  owed(): Owed[] {
    if (this.versions.length === 0) return [];
    const routine = [...this.paced(), ...this.atEvents()];
    if (routine.length === 0) routine.push(this.nothing('no-cadence', null));
    const seen = {
      facts: this.facts,
      held: this.held,
      startedOn: this.question.enrollment.startedOn,
      lastDay: this.lastDay,
      policyOn: (on: string) => this.versionOn(on),
      versions: this.versions,
      bare: (ruleId: string, rule: Rule | null) => this.nothing(ruleId, rule),
    };
    const keyProviders = owedToKeyProviders(seen, this.versionOn(this.ruledOn));
    return [...routine, ...keyProviders, ...owedByBoth(seen), ...this.changes()];
  }

  private nothing(ruleId: string, rule: Rule | null): Owed {
    const policy = this.versionOn(this.ruledOn);
    if (policy === null) throw new Error('no policy');
    const since = this.question.enrollment.startedOn;
    const bare = { occurrenceId: null, dueOn: null, from: null, fromId: null, satisfiedBy: null };
    const rest = { soonOn: null, agesFrom: null, lateBy: null, isCrisis: false };
    const fromFirstDay = rule !== null;
    return {
      ...bare,
      ...rest,
      ruleId,
      policy,
      strength: 'not_required',
      since,
      fromFirstDay,
      rule,
    };
  }

  private paced(): Owed[] {
    const ids: string[] = [];
    for (const { cadence } of this.versions)
      for (const rule of cadence)
        if (
          rule.obligation !== 'not_required' &&
          rule.kind === 'interval' &&
          !ids.includes(rule.ruleId)
        )
          ids.push(rule.ruleId);
    const counted = this.held.filter(({ triggerIds }) => {
      if (triggerIds.length === 0) return true;
      return triggerIds.some((id) => {
        const event = this.facts.triggers.find((each) => each.id === id);
        const rules = event === undefined ? [] : (this.versionOn(event.occurredOn)?.triggers ?? []);
        return rules.find(({ code }) => code === event?.code)?.countsForCadence !== false;
      });
    });
    return ids.flatMap((id) => this.pace(id, counted) ?? []);
  }

  private pace(ruleId: string, counted: Held[]): Owed | null {
    const { enrollment } = this.question;
    const last = counted.at(-1);
    const setOn = last?.on ?? enrollment.startedOn;
    const before = pacedIn(this.versionOn(setOn), ruleId);
    const now = pacedIn(this.versionOn(this.ruledOn), ruleId);
    const chosen = now?.rule.applyToOpenObligations === true ? now : (before ?? now);
    if (chosen === null) return null;
    const { policy, rule } = chosen;
    const common = { ...this.nothing(ruleId, rule), policy, strength: rule.obligation };
    const dated = (from: string | null, fromId: string | null, dueOn: string | null): Owed => ({
      ...common,
      from,
      fromId,
      dueOn,
      since: from ?? enrollment.startedOn,
      fromFirstDay: true,
      soonOn: dueOn === null ? null : plusDays(dueOn, -rule.dueSoonDays),
    });
    const first = () => {
      const length = rule.firstDue.interval === 'same' ? rule.interval : rule.firstDue.interval;
      return dated(enrollment.startedOn, null, later(enrollment.startedOn, length));
    };
    if (rule.anchor === 'fixed_cycle_from_enrollment') {
      let cycle = 1;
      if (last !== undefined) {
        while (later(enrollment.startedOn, rule.interval, cycle) < last.on) cycle += 1;
        cycle += 1;
      }
      const due = later(enrollment.startedOn, rule.interval, cycle);
      return { ...dated(setOn, last?.id ?? null, due), fromFirstDay: last === undefined };
    }
    if (rule.anchor === 'enrollment_start')
      return { ...first(), satisfiedBy: counted[0]?.id ?? null };
    if (before === null && !rule.applyToOpenObligations) {
      const from = this.versions.find(
        (each) => each.effectiveFrom > setOn && pacedIn(each, ruleId) !== null,
      )?.effectiveFrom;
      if (from === undefined) throw new Error('a new rule comes from somewhere');
      return {
        ...dated(from, null, later(from, rule.interval)),
        fromFirstDay: this.held.length === 0,
      };
    }
    if (last === undefined) return first();
    return { ...dated(last.on, last.id, later(last.on, rule.interval)), fromFirstDay: false };
  }

  private atEvents(): Owed[] {
    const { startedOn } = this.question.enrollment;
    const owed: Owed[] = [];
    const taken: string[] = [];
    const events = this.facts.reassessments.toSorted((a, b) =>
      `${a.on} ${a.id}` < `${b.on} ${b.id}` ? -1 : 1,
    );
    for (const event of events) {
      for (const { policy, rule } of eventRules(this.versionOn(event.on))) {
        const { windowBeforeDays, windowAfterDays, oneConferencePerEvent } = rule.event;
        const opens = plusDays(event.on, -windowBeforeDays);
        const closes = plusDays(event.on, windowAfterDays);
        if (event.on < startedOn || opens > this.lastDay) continue;
        if (this.isClosed && event.on > this.lastDay) continue;
        const free = this.held.filter(
          ({ id, on }) =>
            on >= opens && !(oneConferencePerEvent && taken.includes(`${rule.ruleId} ${id}`)),
        );
        let best: Held | undefined;
        for (const each of free) {
          if (each.on > closes) continue;
          const distance = Math.abs(apart(event.on, each.on));
          if (best === undefined || distance < Math.abs(apart(event.on, best.on))) best = each;
        }
        if (best !== undefined) taken.push(`${rule.ruleId} ${best.id}`);
        const afterwards = free.find(({ on }) => on > closes);
        owed.push({
          ...this.nothing(rule.ruleId, rule),
          policy,
          occurrenceId: event.id,
          strength: rule.obligation,
          from: event.on,
          fromId: event.id,
          dueOn: closes,
          since: opens < startedOn ? startedOn : opens,
          soonOn: plusDays(closes, -rule.dueSoonDays),
          satisfiedBy: best?.id ?? null,
          lateBy: best === undefined ? (afterwards?.id ?? null) : null,
        });
      }
    }
    for (const { rule } of eventRules(this.versionOn(this.ruledOn)))
      if (!owed.some(({ ruleId }) => ruleId === rule.ruleId))
        owed.push(this.nothing(rule.ruleId, rule));
    return owed;
  }

  private changes(): Owed[] {
    const owed: Owed[] = [];
    for (const { id, code, occurredOn, occurredAt, isWanted } of this.facts.triggers) {
      if (occurredOn < this.question.enrollment.startedOn || occurredOn > this.lastDay) continue;
      const policy = this.versionOn(occurredOn);
      const change = policy?.triggers.find((each) => each.code === code);
      if (policy === null || change === undefined) continue;
      if (change.obligation === 'recommended' && !isWanted) continue;
      const met = this.held.find(({ on, startAt }) => {
        if (on !== occurredOn || startAt === null || occurredAt === null) return on >= occurredOn;
        return startAt >= occurredAt;
      });
      owed.push({
        ...this.nothing(code, null),
        occurrenceId: id,
        policy,
        strength: change.obligation,
        isCrisis: change.severity === 'crisis',
        from: occurredOn,
        fromId: id,
        since: occurredOn,
        fromFirstDay: true,
        dueOn: change.withinDays === null ? null : plusDays(occurredOn, change.withinDays),
        soonOn: occurredOn,
        agesFrom: occurredOn,
        satisfiedBy: met?.id ?? null,
      });
    }
    return owed;
  }
}
