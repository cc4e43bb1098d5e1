/** What an import says of the seats on teams that take a second person. */
export const waitingSeatsInWords = (seats: number) =>
  seats === 1
    ? '1 seat on a team takes two people, because its program’s name tells what is restricted. The import leaves it out.'
    : `${seats.toLocaleString('en-US')} seats on teams take two people, because their programs’ names tell what is restricted. The import leaves them out.`;
