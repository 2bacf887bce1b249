/** What a browser says of itself. Apart, because processes that are no tests say it too. */
export const browser = {
  language: 'ru-RU',
  colorDepth: 24,
  screenWidth: 390,
  screenHeight: 844,
  javaEnabled: false,
  challengeWindowSize: '02',
};
