/// ISO 4217 codes, three letters each.
///
/// Source: Debian's iso-codes 4.15 (iso_4217.json) without the test code and "no currency".
package enum CurrencyTable {
    package static let current = """
        AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV
        BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE
        CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD
        HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD
        KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN
        MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD
        RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS
        TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST
        XAF XAG XAU XBA XBB XBC XBD XCD XDR XOF XPD XPF XPT XSU XUA YER ZAR ZMW ZWL
        """

    /// Withdrawn codes that older aid records still carry [memory: ISO 4217 table A.3, not in a stored source].
    package static let former = """
        ADP AFA ALK AOK AON AOR ARA ARP ATS AZM BAD BEF BGL BRC BRE BRN BRR BYB BYR CSD
        CSK CYP DDM DEM ECS ECV EEK ESP FIM FRF GEK GHC GNS GRD GWP HRD IEP ILP ITL LTL
        LTT LUF LVL LVR MGF MLF MRO MTL MXP MZE MZM NIC NLG PEI PES PLZ PTE ROL RUR SDD
        SDP SIT SKK SRG STD SUR TJR TMM TPE TRL UAK UGS UYP VEB VEF XEU YDD YUD YUM YUN
        ZAL ZMK ZRN ZRZ ZWD ZWN ZWR
        """
}

extension CurrencyTable {
    /// Every code, in alphabetical order.
    package static var all: [String] {
        [current, former].flatMap { $0.split { $0 == " " || $0 == "\n" } }.map { String($0) }
            .sorted()
    }
}
