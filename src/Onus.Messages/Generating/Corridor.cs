namespace Onus.Messages;

/// <summary>A country that the generator sends money to, with invented people and an institution that does not
/// exist.</summary>
/// <remarks>The eighth character of each BIC is 0: ISO 9362 keeps those for tests.</remarks>
internal sealed record Corridor(string Country, string Town, string Bic, string BankPrefix, int AccountDigits,
    string[] Given, string[] Family)
{
    public static Corridor China { get; } = new("CN", "Suzhou", "ONUSCNB0", "6222", 15,
        ["Jing", "Wei", "Xiu Ying", "Hao"], ["Bai", "Lin", "Wen", "Zhao"]);

    public static IReadOnlyList<Corridor> All { get; } =
    [
        new("DE", "Köln", "ONUSDEK0", "", 18, ["Anna", "Jörg", "Mehmet", "Lena"],
            ["Schäfer", "Weiß", "Öztürk", "Vogt"]),
        new("FR", "Lyon", "ONUSFRL0", "", 23, ["Chloé", "Luc", "Aïcha"], ["Lefèvre", "Moreau", "Benali"]),
        new("ES", "Sevilla", "ONUSESS0", "", 20, ["Iñigo", "María", "Lucía"], ["Núñez", "Ortega", "Ibáñez"]),
        new("NL", "Utrecht", "ONUSNLU0", "ONUS", 10, ["Daan", "Fenna"], ["de Vries", "Bakker"]),
        new("PL", "Łódź", "ONUSPLL0", "", 24, ["Łukasz", "Zofia"], ["Wójcik", "Kamińska"]),
        new("RO", "Cluj-Napoca", "ONUSROC0", "ONUS", 16, ["Ștefan", "Ioana"], ["Țiriac", "Popa"]),
        new("TR", "İzmir", "ONUSTRI0", "", 22, ["Ayşe", "Emre"], ["Yılmaz", "Çelik"]),
        new("PK", "Lahore", "ONUSPKL0", "ONUS", 16, ["Sana", "Bilal"], ["Qureshi", "Malik"]),
        // These have no IBAN; the account goes by its number.
        new("PH", "Cebu City", "ONUSPHC0", "", 12, ["Maria", "Jose"], ["Dela Cruz", "Santos"]),
        new("IN", "Kochi", "ONUSINK0", "", 14, ["Anjali", "Thomas"], ["Nair", "Kurian"]),
        new("NG", "Ibadan", "ONUSNGI0", "", 10, ["Chidinma", "Tunde"], ["Okafor", "Adeyemi"]),
        new("VN", "Đà Nẵng", "ONUSVND0", "", 13, ["Hoa", "Minh"], ["Nguyễn", "Trần"]),
        new("MX", "Mérida", "ONUSMXM0", "", 18, ["Xóchitl", "Andrés"], ["Peña", "Hernández"]),
    ];

    public bool HasIban => Iban.LengthIn(Country) is not null;
}
