/** Something that the person who starts the product can mend. Show its message as it is, without a stack. */
export class CannotStart extends Error {
  override name = 'CannotStart';
}

/** Another process holds the data folder, and with it the database that runs there. */
export class DataFolderInUse extends CannotStart {
  override name = 'DataFolderInUse';
}
