using Onus.Messages.Xml;

namespace Onus.Messages.Schemas;

/// <summary>Holds the elements of a message against its schema.</summary>
internal static class SchemaCheck
{
    /// <summary>Checks an element and everything in it.</summary>
    public static void Check(Element element, ContentType type, Findings findings)
    {
        CheckAttributes(element, type, findings);
        if (type.Value is { } value)
        {
            for (var child = element.FirstChild; child.Exists; child = child.Next)
                Unexpected(child, "is not allowed here", findings);
            if (value.Fault(element.Text) is { } fault)
                findings.Add(IsoRule.ValueForm, element, $"{element.Name} {fault}");
            return;
        }

        if (!string.IsNullOrWhiteSpace(element.Text))
            findings.Add(IsoRule.ValueForm, element, $"{element.Name} has elements, not text");
        var cursor = new ContentCursor(type);
        var count = 0;
        for (var child = element.FirstChild; child.Exists; child = child.Next)
        {
            if (type.IsAny && ++count > 1) Unexpected(child, "is one too many", findings);
            if (Step(ref cursor, element, child, findings) is { } content) Check(child, content, findings);
        }

        if (type.IsAny && count == 0) findings.Add(IsoRule.ElementMissing, element, $"{element.Name} is empty");
        cursor.End(element, findings);
    }

    /// <summary>Takes one child of an element whose children are not all in memory; gives its type, if it may stand
    /// there.</summary>
    public static ContentType? Step(ref ContentCursor cursor, Element parent, Element child, Findings findings)
    {
        switch (cursor.Take(child.Name, parent, findings, out var type))
        {
            case ContentCursor.Step.Unknown:
                Unexpected(child, "is not allowed here", findings);
                break;
            case ContentCursor.Step.OutOfOrder:
                Unexpected(child, "comes too late: it must stand before its neighbours", findings);
                break;
            case ContentCursor.Step.TooOften:
                Unexpected(child, "is one too many", findings);
                break;
            default:
                break;
        }

        return type;
    }

    private static void CheckAttributes(Element element, ContentType type, Findings findings)
    {
        if (type.IsAny) return;
        if (element.OtherAttribute is { } other)
            findings.Add(IsoRule.AttributeForm, element, $"{element.Name} has no attribute {Shown.Name(other)}");
        else if (type.Currency is { } currency)
        {
            if (element.Currency is not { } code)
                findings.Add(IsoRule.AttributeForm, element, $"{element.Name} must have the attribute Ccy");
            else if (currency.Fault(code) is { } fault) findings.Add(IsoRule.AttributeForm, element, $"Ccy {fault}");
        }
        else if (element.Currency is not null)
            findings.Add(IsoRule.AttributeForm, element, $"{element.Name} has no attribute Ccy");
    }

    private static void Unexpected(Element element, string why, Findings findings) =>
        findings.Add(IsoRule.ElementUnexpected, element, $"{Shown.Name(element.Name)} {why}");
}
