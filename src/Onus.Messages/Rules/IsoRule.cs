namespace Onus.Messages;

/// <summary>Everything a message, or a transaction in it, can be refused for; the code is the name in lower
/// case.</summary>
/// <remarks>Below 20 the file cannot be read on; from 20 to 49 the message as a whole is refused; from 50 one
/// transaction is, and its neighbours are not, or the message where it stands in its head. Numbers are never reused.</remarks>
public enum IsoRule
{
    /// <summary>The file is not well-formed XML.</summary>
    XmlMalformed = 1,

    /// <summary>The file is not in UTF-8, the encoding of ISO 20022 messages, or says that it is in another
    /// one.</summary>
    EncodingNotUtf8 = 2,

    /// <summary>The file has a document type declaration; none is read, whatever it says.</summary>
    DocumentTypeForbidden = 3,

    /// <summary>Elements are nested deeper than any message is.</summary>
    TooDeep = 4,

    /// <summary>One tag, text, comment or CDATA section is longer than any message has.</summary>
    PieceTooLong = 5,

    /// <summary>One element has more attributes than any message has.</summary>
    TooManyAttributes = 6,

    /// <summary>The file has more distinct names than all messages together.</summary>
    TooManyNames = 7,

    /// <summary>The file has more transactions or messages than the reader was told to take.</summary>
    TooManyTransactions = 8,

    /// <summary>The file has no <c>Document</c> of ISO 20022.</summary>
    MessageMissing = 9,

    /// <summary>The namespace of <c>Document</c> is no message, or no version of one, that is read here.</summary>
    MessageUnknown = 20,

    /// <summary>The element in <c>Document</c> is not the one of its namespace.</summary>
    RootUnexpected = 21,

    /// <summary>The business application header names another message than the one that follows.</summary>
    HeaderDiffers = 22,

    /// <summary>A message with this id stands earlier in the file.</summary>
    MessageIdDuplicate = 23,

    /// <summary>The number of transactions found is not the number stated.</summary>
    CountDiffers = 24,

    /// <summary>The sum of the amounts found is not the control sum stated.</summary>
    ControlSumDiffers = 25,

    /// <summary>The total of the settlement amounts found is not the total stated.</summary>
    TotalDiffers = 26,

    /// <summary>The booked entries do not lead from the opening balance to the closing balance.</summary>
    BalanceDiffers = 27,

    /// <summary>The header is larger than any message has.</summary>
    HeaderTooLarge = 28,

    /// <summary>There are no transactions where there must be some: money is moved, returned and recalled one by
    /// one.</summary>
    TransactionsMissing = 29,

    /// <summary>The transaction is larger than any message has.</summary>
    TransactionTooLarge = 50,

    /// <summary>An element that must be there is missing.</summary>
    ElementMissing = 51,

    /// <summary>The element is not allowed here, comes out of order, or too often.</summary>
    ElementUnexpected = 52,

    /// <summary>An attribute is missing or not allowed.</summary>
    AttributeForm = 53,

    /// <summary>The value is not of the form that the schema gives it: length, pattern or list of codes.</summary>
    ValueForm = 54,

    /// <summary>A text has nothing but white space.</summary>
    TextBlank = 55,

    /// <summary>The amount is no decimal number of at most 18 digits.</summary>
    AmountForm = 60,

    /// <summary>The amount is zero.</summary>
    AmountZero = 61,

    /// <summary>The amount has more decimals than its currency has minor units (ISO 4217).</summary>
    AmountDecimals = 62,

    /// <summary>The currency is not an active one of ISO 4217 with minor units.</summary>
    CurrencyUnknown = 63,

    /// <summary>The currency is not the one that the message states its total in.</summary>
    CurrencyDiffers = 64,

    /// <summary>The details of an entry do not add up to its amount.</summary>
    DetailsDiffer = 65,

    /// <summary>The IBAN does not begin with two letters and two digits, or has other characters than A to Z and 0 to
    /// 9.</summary>
    IbanForm = 70,

    /// <summary>No country of the IBAN registry has this prefix.</summary>
    IbanCountry = 71,

    /// <summary>The IBAN has not the length that its country gives it.</summary>
    IbanLength = 72,

    /// <summary>The check digits of the IBAN do not fit (ISO 13616, mod 97).</summary>
    IbanCheckDigits = 73,

    /// <summary>The BIC has not the form of ISO 9362: 8 or 11 characters.</summary>
    BicForm = 74,

    /// <summary>The fifth and sixth characters of the BIC are no country of ISO 3166.</summary>
    BicCountry = 75,

    /// <summary>The LEI has not the form of ISO 17442: 18 letters or digits and two check digits.</summary>
    LeiForm = 76,

    /// <summary>The check digits of the LEI do not fit (ISO 17442, mod 97).</summary>
    LeiCheckDigits = 77,

    /// <summary>The UETR is not a UUID of version 4 in lower case.</summary>
    UetrForm = 78,

    /// <summary>The country is not one of ISO 3166.</summary>
    CountryUnknown = 79,

    /// <summary>The date does not exist, or is not written as 2027-01-31.</summary>
    DateForm = 80,

    /// <summary>The time does not exist, or is not written as 2027-01-31T09:30:00+01:00.</summary>
    DateTimeForm = 81,

    /// <summary>The settlement date lies too far from the day on which the message was made.</summary>
    DateOutOfWindow = 82,

    /// <summary>A transaction with this id stands earlier in the file.</summary>
    TransactionIdDuplicate = 90,

    /// <summary>A transaction with this UETR stands earlier in the file.</summary>
    UetrDuplicate = 91,
}
