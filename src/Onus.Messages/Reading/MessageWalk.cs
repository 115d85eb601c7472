using Onus.Core;
using Onus.Messages.Schemas;
using Onus.Messages.Xml;

namespace Onus.Messages;

/// <summary>Walks through one message, from the start of its root element to the end of it.</summary>
internal sealed class MessageWalk(
    MessageXml xml, MessageSummary message, ReadLimits limits, Fragment header, Fragment group, Fragment transaction,
    SeenIds seen)
{
    private readonly MessageShape _shape = message.Type!.Value.Shape;
    private readonly string _scope = $"{message.Type!.Value.Family}";
    private MessageHead? _head;
    private GroupHead? _groupHead;
    private Findings? _groupFindings;
    private long _ordinal;
    private long _inGroup;
    private int _groups;

    public IEnumerable<TransactionResult> Walk()
    {
        var content = SchemaCatalog.Find(message.Namespace)?.Root.Type.Particles[0].Type;
        var cursor = new ContentCursor(content);
        header.Begin(xml, message.Namespace, "/Document", 0);
        var (depth, isEmpty) = (xml.Depth, xml.IsEmpty);
        var stray = false;
        while (!isEmpty && xml.NextChild(depth, ref stray))
        {
            var isOwn = xml.Namespace == message.Namespace;
            if (isOwn && xml.Name == _shape.Group)
            {
                group.Begin(xml, message.Namespace, RootPath, ++_groups);
                var type = StepInto(ref cursor, header.Root, group.Root);
                foreach (var result in WalkGroup(type)) yield return result;
            }
            else if (isOwn && _shape.Group is null && xml.Name == _shape.Transaction)
            {
                transaction.ReadWhole(xml, message.Namespace, RootPath, Number(++_ordinal));
                yield return Take(RootPath, StepInto(ref cursor, header.Root, transaction.Root));
            }
            else Add(header, ref cursor, message.Findings);
        }

        Head();
        if (stray)
            message.Findings.Add(IsoRule.ValueForm, header.Root, $"{header.Root.Name} has text between its elements");
        if (header.IsTooLarge)
            message.Findings.Add(IsoRule.HeaderTooLarge, header.Root, "the header is larger than any message has");
        cursor.End(header.Root, message.Findings);
        var mustHaveSome = _shape.Family is MessageFamily.CreditTransfer or MessageFamily.Initiation or MessageFamily.Return;
        if (_ordinal == 0 && mustHaveSome)
            message.Findings.Add(IsoRule.TransactionsMissing, header.Root, $"there is no {_shape.Transaction} in it");
        _head!.Tally.Compare(message.Findings);
    }

    private string RootPath => $"/Document/{_shape.Root}";

    private IEnumerable<TransactionResult> WalkGroup(ContentType? content)
    {
        var cursor = new ContentCursor(content);
        var path = group.PathOf(0);
        var (depth, isEmpty) = (xml.Depth, xml.IsEmpty);
        var stray = false;
        _groupHead = null;
        _groupFindings = new Findings(limits.MaxRefusals);
        _inGroup = 0;
        while (!isEmpty && xml.NextChild(depth, ref stray))
        {
            if (xml.Name == _shape.Transaction && xml.Namespace == message.Namespace)
            {
                _ordinal++;
                transaction.ReadWhole(xml, message.Namespace, path, Number(++_inGroup));
                var type = StepInto(ref cursor, group.Root, transaction.Root);
                yield return Take(path, type);
            }
            else Add(group, ref cursor, LateFindings);
        }

        GroupHead();
        if (stray) LateFindings.Add(IsoRule.ValueForm, group.Root, $"{group.Root.Name} has text between its elements");
        if (group.IsTooLarge)
            LateFindings.Add(IsoRule.HeaderTooLarge, group.Root, "the group's header is larger than any message has");
        cursor.End(group.Root, LateFindings);
        if (_inGroup == 0 && _shape.Family == MessageFamily.Recall)
            message.Findings.Add(IsoRule.TransactionsMissing, group.Root,
                "a recall of a whole message is not read here; recall its transactions");
        _groupHead!.Tally.Compare(message.Findings);
        _groupHead.Balances?.Compare(message.Findings);
        // What is wrong with a group refuses its transactions; where it has none, it refuses the message.
        if (_inGroup == 0)
            foreach (var refusal in _groupFindings.All) message.Findings.Add(refusal);
    }

    private Findings LateFindings => _inGroup > 0 ? message.Findings : _groupFindings!;

    /// <summary>Takes one element of a head that is not a transaction.</summary>
    private void Add(Fragment head, ref ContentCursor cursor, Findings findings)
    {
        var before = head.Count;
        head.ReadChild(xml);
        if (head.Count == before) return;
        var child = new Element(head, before);
        if (SchemaCheck.Step(ref cursor, head.Root, child, findings) is { } type && !head.IsTooLarge)
            SchemaCheck.Check(child, type, findings);
    }

    private ContentType? StepInto(ref ContentCursor cursor, Element parent, Element child) =>
        SchemaCheck.Step(ref cursor, parent, child, message.Findings);

    /// <summary>Judges the transaction that was just read.</summary>
    private TransactionResult Take(string parent, ContentType? type)
    {
        Head();
        if (_shape.Group is not null) GroupHead();
        var element = transaction.Root;
        var fields = new FieldReader(new Findings(limits.MaxRefusals));
        Money? counted = null;
        IsoTransaction? record = null;
        if (transaction.IsTooLarge)
            fields.Findings.Add(IsoRule.TransactionTooLarge, element, $"{element.Name} is larger than any message has");
        else
        {
            record = Read(element, fields, out counted);
            if (type is not null) SchemaCheck.Check(element, type, fields.Findings);
            CheckIds(element, fields.Findings);
        }

        Count(counted, record);
        var refusals = _groupFindings is { Any: true } ? [.. _groupFindings.All, .. fields.Findings.All]
            : fields.Findings.All;
        return new TransactionResult
        {
            Message = message,
            Ordinal = _ordinal,
            Path = $"{parent}/{_shape.Transaction}[{transaction.Ordinal}]",
            Line = element.Line,
            Ids = Known(element),
            Accepted = refusals.Count == 0 ? record : null,
            Refusals = refusals,
        };
    }

    private IsoTransaction? Read(Element element, FieldReader fields, out Money? counted)
    {
        counted = null;
        return _shape.Family switch
        {
            MessageFamily.CreditTransfer =>
                TransferReading.CreditTransfer(element, _head!, fields, limits, out counted),
            MessageFamily.Initiation => TransferReading.Initiation(element, _groupHead!, fields, out counted),
            MessageFamily.Return => TransferReading.Return(element, _head!, fields, limits, out counted),
            MessageFamily.StatusReport => AnswerReading.Status(element, _head!, fields),
            MessageFamily.Recall => AnswerReading.Recall(element, _head!, _groupHead!, fields, out counted),
            MessageFamily.Resolution => AnswerReading.Resolution(element, _head!, _groupHead!, fields),
            _ => EntryReading.Entry(element, _groupHead!, fields, out counted),
        };
    }

    private void CheckIds(Element element, Findings findings)
    {
        var uetr = _shape.Family is MessageFamily.CreditTransfer or MessageFamily.Initiation ? element["PmtId"]["UETR"]
            : element["OrgnlUETR"];
        var (own, scope) = _shape.Family switch
        {
            MessageFamily.CreditTransfer => (element["PmtId"]["TxId"], _scope),
            MessageFamily.Initiation => (element["PmtId"]["InstrId"], $"{_scope} {message.Ordinal}"),
            MessageFamily.Return => (element["RtrId"], _scope),
            MessageFamily.StatusReport => (element["StsId"], _scope),
            MessageFamily.Recall => (element["CxlId"], _scope),
            MessageFamily.Resolution => (element["CxlStsId"], _scope),
            _ => (element["NtryRef"], $"{_scope} {message.Ordinal} {_groups}"),
        };
        // The answers of several institutions to one payment may stand in one report.
        if (uetr.Exists && uetr.Text.Length == 36
            && _shape.Family is not (MessageFamily.StatusReport or MessageFamily.Resolution)
            && !seen.Add($"{_scope} UETR", uetr.Text))
            findings.Add(IsoRule.UetrDuplicate, uetr, $"UETR {uetr.Text} stands earlier in the file");
        if (own.Exists && own.Text.Length is > 0 and <= 35 && !seen.Add($"{scope} {own.Name}", own.Text))
            findings.Add(IsoRule.TransactionIdDuplicate, own,
                $"{own.Name} {Shown.Value(own.Text)} stands earlier in the file");
    }

    private TransactionIds Known(Element element)
    {
        var quiet = new FieldReader(new Findings(1));
        return _shape.Family switch
        {
            MessageFamily.CreditTransfer or MessageFamily.Initiation =>
                TransferReading.Ids(element["PmtId"], "", quiet),
            MessageFamily.Statement or MessageFamily.Notification =>
                new TransactionIds { Instruction = quiet.Id(element["NtryRef"]) },
            _ => TransferReading.Ids(element, "Orgnl", quiet),
        };
    }

    private void Count(Money? counted, IsoTransaction? record)
    {
        _head!.Tally.Add(counted);
        _groupHead?.Tally.Add(counted);
        _groupHead?.Balances?.Add(record as StatementEntry);
        if (counted is { } money) message.FoundSum += IsoDecimal.Of(money);
    }

    private void Head()
    {
        if (_head is not null) return;
        _head = MessageHead.Read(header.Root, message, new FieldReader(message.Findings));
        if (message.Id is { } id && !seen.Add($"{_scope} message", id))
            message.Findings.Add(new MessageRefusal(
                IsoRule.MessageIdDuplicate, RootPath, header.Root.Line, header.Root.Column,
                    $"a message {Shown.Value(id)} stands earlier in the file"));
    }

    private void GroupHead()
    {
        if (_groupHead is not null) return;
        // Later than the schema: what both would say is said once.
        _groupHead = Messages.GroupHead.Read(group.Root, _shape.Family, new FieldReader(_groupFindings!));
        _groupHead.IsSound = !_groupFindings!.Any;
    }

    private static int Number(long ordinal) => (int)Math.Min(ordinal, int.MaxValue);
}
