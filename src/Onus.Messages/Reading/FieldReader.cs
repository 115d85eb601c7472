using Onus.Core;
using Onus.Messages.Xml;

namespace Onus.Messages;

/// <summary>Reads the values that stand everywhere in messages, and says which rule each one breaks.</summary>
internal sealed class FieldReader(Findings findings)
{
    private delegate IsoRule? Reader<T>(string text, out T value);

    public Findings Findings { get; } = findings;

    /// <summary>A child that must be there.</summary>
    public Element Required(Element parent, string name)
    {
        var child = parent[name];
        if (!child.Exists && parent.Exists) Findings.Missing(parent, name);
        return child;
    }

    /// <summary>A text of at most <paramref name="max"/> characters, or null where there is none.</summary>
    public string? Text(Element element, int max = 140)
    {
        if (!element.Exists) return null;
        var text = element.Text;
        if (string.IsNullOrWhiteSpace(text)) Findings.Add(IsoRule.TextBlank, element, $"{element.Name} is blank");
        else if (Characters.Count(text) > max)
            Findings.Add(IsoRule.ValueForm, element, $"{element.Name} has more than {max} characters");
        else return text;
        return null;
    }

    public string? Id(Element element) => Text(element, 35);

    public IsoAgent? Agent(Element agent)
    {
        if (!agent.Exists) return null;
        var institution = Required(agent, "FinInstnId");
        var code = institution["BICFI"] is { Exists: true } current ? current : institution["BIC"];
        var bic = Bic(code);
        return new IsoAgent
        {
            Bic = bic,
            Lei = Lei(institution["LEI"]),
            MemberId = Id(institution["ClrSysMmbId"]["MmbId"]),
            Name = Text(institution["Nm"]),
            Country = Country(institution["PstlAdr"]["Ctry"]) ?? bic?.Country,
        };
    }

    public IsoParty? Party(Element element)
    {
        if (!element.Exists) return null;
        // Newer statements and returns wrap a party in a choice of party and agent.
        var party = element["Pty"] is { Exists: true } inner ? inner : element;
        var firm = party["Id"]["OrgId"];
        var other = firm["Othr"] is { Exists: true } of ? of : party["Id"]["PrvtId"]["Othr"];
        var address = party["PstlAdr"];
        return new IsoParty
        {
            Name = Text(party["Nm"]),
            Town = Text(address["TwnNm"], 140),
            Country = Country(address["Ctry"]) ?? Country(party["CtryOfRes"]),
            Lei = Lei(firm["LEI"]),
            Bic = Bic(firm["AnyBIC"] is { Exists: true } any ? any : firm["BICOrBEI"]),
            OtherId = Text(other["Id"], 256),
        };
    }

    public IsoAccount? Account(Element account)
    {
        if (!account.Exists) return null;
        // From 2019 on an account may be known by its proxy only.
        var id = account["Id"];
        if (!id.Exists && !account["Prxy"].Exists) Findings.Missing(account, "Id");
        return new IsoAccount
        {
            Iban = Checked<Iban>(id["IBAN"], Messages.Iban.TryRead, "IBAN"),
            Other = Id(id["Othr"]["Id"]),
            Currency = CurrencyOf(account["Ccy"], account["Ccy"].Text),
        };
    }

    public Bic? Bic(Element element) => Checked<Bic>(element, Messages.Bic.TryRead, "BIC");

    public Lei? Lei(Element element) => Checked<Lei>(element, Messages.Lei.TryRead, "LEI");

    public string? Country(Element element)
    {
        if (!element.Exists) return null;
        if (Countries.Contains(element.Text)) return element.Text;
        Findings.Add(IsoRule.CountryUnknown, element, $"{Shown.Value(element.Text)} is no country of ISO 3166");
        return null;
    }

    /// <summary>An amount of money, above zero.</summary>
    public Money? Amount(Element element, bool zeroAllowed = false)
    {
        if (!element.Exists) return null;
        var text = element.Text.Trim(' ', '\t', '\r', '\n');
        if (element.Currency is not { } code)
        {
            Findings.Add(IsoRule.AttributeForm, element, $"{element.Name} must have the attribute Ccy");
            return null;
        }

        if (CurrencyOf(element, code) is not { } currency) return null;
        if (!IsoDecimal.TryRead(text, out var value, out var decimals))
            Findings.Add(IsoRule.AmountForm, element,
                $"{Shown.Value(text)} is no amount: a decimal number without sign, at most 18 digits, 5 after the point");
        else if (decimals > currency.MinorDigits || value.In(currency) is not { } money)
            Findings.Add(IsoRule.AmountDecimals, element,
                $"{currency} has {currency.MinorDigits} decimals, {Shown.Value(text)} has {decimals}");
        else if (money.Minor == 0 && !zeroAllowed)
            Findings.Add(IsoRule.AmountZero, element, $"{element.Name} is zero");
        else return money;
        return null;
    }

    public Currency? CurrencyOf(Element element, string code)
    {
        if (!element.Exists) return null;
        if (Core.Currency.TryFind(code, out var currency)) return currency;
        Findings.Add(IsoRule.CurrencyUnknown, element, $"{Shown.Value(code)} is no active currency of ISO 4217");
        return null;
    }

    public DateOnly? Date(Element element)
    {
        if (!element.Exists) return null;
        var text = element.Text.Trim(' ', '\t', '\r', '\n');
        if (IsoDateTime.TryReadDate(text, out var date)) return date;
        Findings.Add(IsoRule.DateForm, element, $"{Shown.Value(text)} is no date such as 2027-01-31");
        return null;
    }

    public IsoDateTime? Time(Element element)
    {
        if (!element.Exists) return null;
        var text = element.Text.Trim(' ', '\t', '\r', '\n');
        if (IsoDateTime.TryRead(text, out var time)) return time;
        Findings.Add(IsoRule.DateTimeForm, element,
            $"{Shown.Value(text)} is no time such as 2027-01-31T09:30:00+01:00");
        return null;
    }

    /// <summary>A date that stands as such, or in a choice of date and time.</summary>
    public DateOnly? DateOrTime(Element element)
    {
        if (!element.Exists) return null;
        if (element["Dt"] is { Exists: true } date) return Date(date);
        return element["DtTm"] is { Exists: true } time ? Time(time)?.Date : Date(element);
    }

    public Id128? Uetr(Element element)
    {
        if (!element.Exists) return null;
        var text = element.Text;
        if (!text.AsSpan().ContainsAnyInRange('A', 'Z') && Id128.TryParse(text, out var id)
            && (id.Value >> 76 & 0xF) == 4 && (id.Value >> 62 & 3) == 2) return id;
        Findings.Add(IsoRule.UetrForm, element, $"{Shown.Value(text)} is no UUID of version 4 in lower case");
        return null;
    }

    /// <summary>A code, or a proprietary text beside it.</summary>
    public string? CodeOrText(Element choice) =>
        !choice.Exists ? null : choice["Cd"] is { Exists: true } code ? Id(code)
            : choice["Prtry"] is { Exists: true } own ? Id(own) : null;

    public IReadOnlyList<IsoReason> Reasons(Element parent, string name)
    {
        if (!parent[name].Exists) return [];
        var reasons = new List<IsoReason>();
        foreach (var reason in parent.All(name))
        {
            var why = reason["Rsn"];
            reasons.Add(new IsoReason(
                Text(why["Cd"], 4), Id(why["Prtry"]), Lines(reason, "AddtlInf", 105)));
        }

        return reasons;
    }

    /// <summary>The texts of all children of a name, joined by line feeds.</summary>
    public string? Lines(Element parent, string name, int max)
    {
        string? lines = null;
        foreach (var line in parent.All(name))
            if (Text(line, max) is { } text) lines = lines is null ? text : $"{lines}\n{text}";
        return lines;
    }

    private T? Checked<T>(Element element, Reader<T> read, string what)
        where T : struct
    {
        if (!element.Exists) return null;
        if (read(element.Text, out var value) is not { } rule) return value;
        // An account number is personal: it is not said again.
        var shown = rule is IsoRule.BicForm or IsoRule.BicCountry or IsoRule.LeiForm or IsoRule.LeiCheckDigits
            ? Shown.Value(element.Text) : $"this {what}";
        Findings.Add(rule, element, $"{shown} {Why(rule, element.Text)}");
        return null;
    }

    private static string Why(IsoRule rule, string text) => rule switch
    {
        IsoRule.IbanForm => "is not of the form of ISO 13616: two capitals, two digits, capitals and digits",
        IsoRule.IbanCountry => $"begins with {Shown.Value(text[..2])}, which is in no IBAN registry",
        IsoRule.IbanLength =>
            $"has {text.Length} characters; one of {text[..2]} has {Messages.Iban.LengthIn(text[..2])}",
        IsoRule.IbanCheckDigits => "has check digits that do not fit (ISO 13616, mod 97)",
        IsoRule.BicForm => "is not of the form of ISO 9362: 8 or 11 capitals and digits",
        IsoRule.BicCountry => $"names the country {text[4..6]}, which is not in ISO 3166",
        IsoRule.LeiForm => "is not of the form of ISO 17442: 18 capitals or digits and two digits",
        _ => "has check digits that do not fit (ISO 17442, mod 97)",
    };
}
