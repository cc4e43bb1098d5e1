/** In minutes: no meeting is planned for longer, and none that took longer is believed. */
export const longestMeeting = 720;
