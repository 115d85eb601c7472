using System.Globalization;
using System.Text;
using System.Xml;
using Onus.Core;

namespace Onus.Messages;

/// <summary>Writes the elements of one message; what is null is left out.</summary>
internal sealed class IsoXml : IDisposable
{
    private readonly XmlWriter _xml;
    private readonly string _namespace;

    public IsoXml(Stream stream, string messageName)
    {
        _namespace = $"urn:iso:std:iso:20022:tech:xsd:{messageName}";
        _xml = XmlWriter.Create(stream, new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
            CloseOutput = false,
        });
        Open("Document");
    }

    public void Open(string name) => _xml.WriteStartElement(name, _namespace);

    public void Close() => _xml.WriteEndElement();

    /// <summary>Opens an element, lets its content be written, and closes it.</summary>
    public void Within(string name, Action content)
    {
        Open(name);
        content();
        Close();
    }

    public void Text(string name, string? text)
    {
        if (text is not null) _xml.WriteElementString(name, _namespace, text);
    }

    public void Text(string name, long number) => Text(name, number.ToString(CultureInfo.InvariantCulture));

    public void Date(string name, DateOnly? date) =>
        Text(name, date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public void Time(string name, IsoDateTime? time) => Text(name, time?.ToString());

    public void Amount(string name, Money? money)
    {
        if (money is not { } amount) return;
        Open(name);
        _xml.WriteAttributeString("Ccy", amount.Currency.Code);
        _xml.WriteString(IsoDecimal.Write(amount));
        Close();
    }

    public void Agent(string name, IsoAgent? agent)
    {
        if (agent is null) return;
        Open(name);
        Open("FinInstnId");
        Text("BICFI", agent.Bic?.Value);
        if (agent.MemberId is not null) Within("ClrSysMmbId", () => Text("MmbId", agent.MemberId));
        Text("LEI", agent.Lei?.Value);
        Text("Nm", agent.Name);
        // The country of a BIC stands in it.
        if (agent.Bic is null && agent.Country is not null) Within("PstlAdr", () => Text("Ctry", agent.Country));
        Close();
        Close();
    }

    public void Party(string name, IsoParty? party)
    {
        if (party is null) return;
        Open(name);
        Text("Nm", party.Name);
        if (party.Town is not null || party.Country is not null)
        {
            Open("PstlAdr");
            Text("TwnNm", party.Town);
            Text("Ctry", party.Country);
            Close();
        }

        var isFirm = party.Bic is not null || party.Lei is not null;
        if (isFirm || party.OtherId is not null)
        {
            Open("Id");
            Open(isFirm ? "OrgId" : "PrvtId");
            Text("AnyBIC", party.Bic?.Value);
            Text("LEI", party.Lei?.Value);
            if (party.OtherId is not null) Within("Othr", () => Text("Id", party.OtherId));
            Close();
            Close();
        }

        Close();
    }

    public void Account(string name, IsoAccount? account)
    {
        if (account is null) return;
        Open(name);
        Open("Id");
        if (account.Iban is { } iban) Text("IBAN", iban.Value);
        else Within("Othr", () => Text("Id", account.Other));
        Close();
        Text("Ccy", account.Currency?.Code);
        Close();
    }

    public void Ids(TransactionIds ids, string prefix)
    {
        Text(prefix + "InstrId", ids.Instruction);
        Text(prefix + "EndToEndId", ids.EndToEnd);
        Text(prefix + "TxId", ids.Transaction);
        Text(prefix + "UETR", ids.Uetr?.ToString());
    }

    public void Original(string name, OriginalMessage? original)
    {
        if (original is null) return;
        Open(name);
        OriginalFields(original);
        Close();
    }

    public void OriginalFields(OriginalMessage original)
    {
        Text("OrgnlMsgId", original.MessageId);
        Text("OrgnlMsgNmId", original.MessageName);
        Time("OrgnlCreDtTm", original.Made);
    }

    public void Reasons(string name, IReadOnlyList<IsoReason> reasons)
    {
        foreach (var reason in reasons)
        {
            Open(name);
            if (reason.Code is not null || reason.Proprietary is not null)
                Within("Rsn", () => Text(reason.Code is not null ? "Cd" : "Prtry", reason.Code ?? reason.Proprietary));
            foreach (var line in Lines(reason.Text, 105)) Text("AddtlInf", line);
            Close();
        }
    }

    /// <summary>The lines of a text, and lines that are too long in pieces.</summary>
    public static IEnumerable<string> Lines(string? text, int max)
    {
        if (text is null) yield break;
        foreach (var line in text.Split('\n'))
            for (var from = 0; from < line.Length;)
            {
                var length = Math.Min(max, line.Length - from);
                // A surrogate pair stays together.
                if (length > 1 && from + length < line.Length && char.IsHighSurrogate(line[from + length - 1]))
                    length--;
                yield return line.Substring(from, length);
                from += length;
            }
    }

    public void Dispose()
    {
        Close();
        _xml.Dispose();
    }
}
