import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  Dialog,
  Heading,
} from 'react-aria-components';

/** The month that opens below a date field. */
export function DateCalendar() {
  return (
    <Dialog className="calendar">
      <Calendar>
        <header>
          <Button slot="previous">
            <span aria-hidden="true">←</span>
          </Button>
          <Heading />
          <Button slot="next">
            <span aria-hidden="true">→</span>
          </Button>
        </header>
        <CalendarGrid>
          <CalendarGridHeader>
            {(day) => <CalendarHeaderCell>{day}</CalendarHeaderCell>}
          </CalendarGridHeader>
          <CalendarGridBody>
            {(date) => <CalendarCell date={date} className="calendar-day" />}
          </CalendarGridBody>
        </CalendarGrid>
      </Calendar>
    </Dialog>
  );
}
