package vcluster.zone;

/**
 * The abbreviations of Windows' zones. Unicode CLDR's windowsZones says which zone of tzdata each
 * is, and tzdata 2025b what that is called in 2026: Go's table is made from the same two.
 */
final class WindowsTable {
  private WindowsTable() {}

  /**
   * {@code standard/daylight} for a name of the registry, one abbreviation if they are the same;
   * empty if the name is not known.
   */
  static String abbreviations(String registryName) {
    return switch (registryName) {
      case "Morocco Standard Time" -> "+00/+01";
      case "Lord Howe Standard Time" -> "+1030/+11";
      case "Norfolk Standard Time" -> "+11/+12";
      case "Chatham Islands Standard Time" -> "+1245/+1345";
      case "Azores Standard Time" -> "-01/+00";
      case "Greenland Standard Time" -> "-02/-01";
      case "Saint Pierre Standard Time" -> "-03/-02";
      case "Pacific SA Standard Time" -> "-04/-03";
      case "Easter Island Standard Time" -> "-06/-05";
      case "Cen. Australia Standard Time" -> "ACST/ACDT";
      case "AUS Eastern Standard Time", "Tasmania Standard Time" -> "AEST/AEDT";
      case "Alaskan Standard Time" -> "AKST/AKDT";
      case "Atlantic Standard Time" -> "AST/ADT";
      case "W. Europe Standard Time",
          "Central Europe Standard Time",
          "Romance Standard Time",
          "Central European Standard Time" ->
          "CET/CEST";
      case "Central Standard Time", "Cuba Standard Time" -> "CST/CDT";
      case "GTB Standard Time",
          "Middle East Standard Time",
          "Egypt Standard Time",
          "E. Europe Standard Time",
          "West Bank Standard Time",
          "FLE Standard Time" ->
          "EET/EEST";
      case "Eastern Standard Time",
          "Haiti Standard Time",
          "US Eastern Standard Time",
          "Turks And Caicos Standard Time" ->
          "EST/EDT";
      case "GMT Standard Time" -> "GMT/BST";
      case "Aleutian Standard Time" -> "HST/HDT";
      case "Israel Standard Time" -> "IST/IDT";
      case "Mountain Standard Time" -> "MST/MDT";
      case "Newfoundland Standard Time" -> "NST/NDT";
      case "New Zealand Standard Time" -> "NZST/NZDT";
      case "Pacific Standard Time (Mexico)", "Pacific Standard Time" -> "PST/PDT";
      case "Jordan Standard Time",
          "Syria Standard Time",
          "Arabic Standard Time",
          "Turkey Standard Time",
          "Arab Standard Time",
          "Belarus Standard Time" ->
          "+03";
      case "Iran Standard Time" -> "+0330";
      case "Arabian Standard Time",
          "Astrakhan Standard Time",
          "Azerbaijan Standard Time",
          "Russia Time Zone 3",
          "Mauritius Standard Time",
          "Saratov Standard Time",
          "Georgian Standard Time",
          "Caucasus Standard Time" ->
          "+04";
      case "Afghanistan Standard Time" -> "+0430";
      case "West Asia Standard Time", "Ekaterinburg Standard Time", "Qyzylorda Standard Time" ->
          "+05";
      case "Sri Lanka Standard Time" -> "+0530";
      case "Nepal Standard Time" -> "+0545";
      case "Central Asia Standard Time", "Bangladesh Standard Time", "Omsk Standard Time" -> "+06";
      case "Myanmar Standard Time" -> "+0630";
      case "SE Asia Standard Time",
          "Altai Standard Time",
          "W. Mongolia Standard Time",
          "North Asia Standard Time",
          "N. Central Asia Standard Time",
          "Tomsk Standard Time" ->
          "+07";
      case "North Asia East Standard Time",
          "Singapore Standard Time",
          "Ulaanbaatar Standard Time" ->
          "+08";
      case "Aus Central W. Standard Time" -> "+0845";
      case "Transbaikal Standard Time", "Yakutsk Standard Time" -> "+09";
      case "West Pacific Standard Time", "Vladivostok Standard Time" -> "+10";
      case "Bougainville Standard Time",
          "Russia Time Zone 10",
          "Magadan Standard Time",
          "Sakhalin Standard Time",
          "Central Pacific Standard Time" ->
          "+11";
      case "Russia Time Zone 11", "UTC+12", "Fiji Standard Time" -> "+12";
      case "UTC+13", "Tonga Standard Time", "Samoa Standard Time" -> "+13";
      case "Line Islands Standard Time" -> "+14";
      case "Cape Verde Standard Time" -> "-01";
      case "UTC-02" -> "-02";
      case "Paraguay Standard Time",
          "Tocantins Standard Time",
          "E. South America Standard Time",
          "SA Eastern Standard Time",
          "Argentina Standard Time",
          "Montevideo Standard Time",
          "Magallanes Standard Time",
          "Bahia Standard Time" ->
          "-03";
      case "Venezuela Standard Time",
          "Central Brazilian Standard Time",
          "SA Western Standard Time" ->
          "-04";
      case "SA Pacific Standard Time" -> "-05";
      case "UTC-08" -> "-08";
      case "UTC-09" -> "-09";
      case "Marquesas Standard Time" -> "-0930";
      case "UTC-11" -> "-11";
      case "Dateline Standard Time" -> "-12";
      case "AUS Central Standard Time" -> "ACST";
      case "E. Australia Standard Time" -> "AEST";
      case "W. Australia Standard Time" -> "AWST";
      case "South Sudan Standard Time", "Sudan Standard Time", "Namibia Standard Time" -> "CAT";
      case "Central America Standard Time",
          "Central Standard Time (Mexico)",
          "Canada Central Standard Time",
          "China Standard Time",
          "Taipei Standard Time" ->
          "CST";
      case "E. Africa Standard Time" -> "EAT";
      case "Kaliningrad Standard Time", "Libya Standard Time" -> "EET";
      case "Eastern Standard Time (Mexico)" -> "EST";
      case "Greenwich Standard Time", "Sao Tome Standard Time" -> "GMT";
      case "Hawaiian Standard Time" -> "HST";
      case "India Standard Time" -> "IST";
      case "Tokyo Standard Time" -> "JST";
      case "North Korea Standard Time", "Korea Standard Time" -> "KST";
      case "Russian Standard Time", "Volgograd Standard Time" -> "MSK";
      case "US Mountain Standard Time", "Mountain Standard Time (Mexico)", "Yukon Standard Time" ->
          "MST";
      case "Pakistan Standard Time" -> "PKT";
      case "South Africa Standard Time" -> "SAST";
      case "UTC" -> "UTC";
      case "W. Central Africa Standard Time" -> "WAT";
      default -> "";
    };
  }
}
