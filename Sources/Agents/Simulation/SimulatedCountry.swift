/// A country in which a case can play: its code, name, main language of texts and some of its regions.
///
/// Real names of places with invented elections: nothing here says anything about these countries.
struct SimulatedCountry: Sendable {
    let code: String
    let name: String
    /// One of the languages of `SimulatedTheme.titles`.
    let language: String
    let regions: [String]

    static let all: [SimulatedCountry] = table.split(separator: "\n").map { line in
        let parts = line.split(separator: "|").map(String.init)
        precondition(parts.count == 4)
        return SimulatedCountry(
            code: parts[0], name: parts[1], language: parts[2],
            regions: parts[3].split(separator: ",").map(String.init))
    }

    private static let table = """
        AFG|Afghanistan|en|Herat,Kandahar,Balkh,Nangarhar
        AGO|Angola|pt|Luanda,Benguela,Huambo,Huíla
        ALB|Albania|en|Tirana,Shkodër,Vlorë,Korçë
        ARM|Armenia|ru|Yerevan,Shirak,Lori,Syunik
        BDI|Burundi|fr|Gitega,Ngozi,Bururi,Kirundo
        BEN|Benin|fr|Borgou,Ouémé,Zou,Atacora
        BFA|Burkina Faso|fr|Sahel,Centre,Est,Boucle du Mouhoun
        BGD|Bangladesh|en|Dhaka,Khulna,Sylhet,Rajshahi
        BOL|Bolivia|es|La Paz,Cochabamba,Potosí,Beni
        BTN|Bhutan|en|Thimphu,Paro,Trashigang,Samtse
        BWA|Botswana|en|Kgatleng,Ngamiland,Serowe,Ghanzi
        CAF|Central African Republic|fr|Bangui,Ouaka,Ouham,Mbomou
        CIV|Côte d'Ivoire|fr|Abidjan,Bouaké,Korhogo,San-Pédro
        CMR|Cameroon|fr|Adamaoua,Littoral,Nord,Est
        COD|Democratic Republic of the Congo|fr|Kinshasa,Katanga,Équateur,Kasaï
        COL|Colombia|es|Antioquia,Cauca,Chocó,Nariño
        COM|Comoros|fr|Grande Comore,Anjouan,Mohéli,Moroni
        CPV|Cabo Verde|pt|Santiago,São Vicente,Fogo,Sal
        DOM|Dominican Republic|es|Santiago,Barahona,Duarte,Azua
        ECU|Ecuador|es|Guayas,Pichincha,Manabí,Loja
        EGY|Egypt|ar|Cairo,Alexandria,Aswan,Minya
        ETH|Ethiopia|en|Amhara,Oromia,Tigray,Sidama
        FJI|Fiji|en|Suva,Lautoka,Labasa,Nadi
        GAB|Gabon|fr|Estuaire,Haut-Ogooué,Ngounié,Nyanga
        GEO|Georgia|en|Tbilisi,Imereti,Kakheti,Adjara
        GHA|Ghana|en|Ashanti,Volta,Northern,Western
        GIN|Guinea|fr|Conakry,Kankan,Labé,Nzérékoré
        GMB|Gambia|en|Banjul,Kerewan,Basse,Brikama
        GNB|Guinea-Bissau|pt|Bissau,Bafatá,Gabú,Cacheu
        GTM|Guatemala|es|Petén,Quiché,Alta Verapaz,Escuintla
        GUY|Guyana|en|Demerara,Berbice,Essequibo,Rupununi
        HND|Honduras|es|Cortés,Olancho,Yoro,Choluteca
        HTI|Haiti|fr|Artibonite,Ouest,Nord,Sud
        IRQ|Iraq|ar|Baghdad,Basra,Nineveh,Anbar
        JOR|Jordan|ar|Amman,Irbid,Zarqa,Karak
        KEN|Kenya|en|Nairobi,Kisumu,Mombasa,Turkana
        KGZ|Kyrgyzstan|ru|Osh,Chüy,Naryn,Talas
        KHM|Cambodia|en|Battambang,Kampot,Siem Reap,Takéo
        LBN|Lebanon|ar|Beirut,Bekaa,Akkar,Nabatieh
        LBR|Liberia|en|Montserrado,Nimba,Lofa,Bong
        LBY|Libya|ar|Tripoli,Benghazi,Sabha,Misrata
        LSO|Lesotho|en|Maseru,Leribe,Mafeteng,Mokhotlong
        MDA|Moldova|ru|Chișinău,Bălți,Cahul,Orhei
        MDG|Madagascar|fr|Analamanga,Boeny,Androy,Sava
        MLI|Mali|fr|Mopti,Gao,Kayes,Sikasso
        MMR|Myanmar|en|Yangon,Mandalay,Shan,Mon
        MNG|Mongolia|ru|Khovd,Dornod,Selenge,Arkhangai
        MOZ|Mozambique|pt|Nampula,Sofala,Zambezia,Gaza
        MRT|Mauritania|ar|Nouakchott,Trarza,Hodh,Adrar
        MWI|Malawi|en|Lilongwe,Mzuzu,Zomba,Mangochi
        NER|Niger|fr|Agadez,Maradi,Tillabéri,Zinder
        NGA|Nigeria|en|Kano,Lagos,Rivers,Borno
        NPL|Nepal|en|Bagmati,Lumbini,Karnali,Koshi
        PAK|Pakistan|en|Punjab,Sindh,Balochistan,Swat
        PER|Peru|es|Cusco,Loreto,Puno,Piura
        PNG|Papua New Guinea|en|Morobe,Madang,Enga,Manus
        PRY|Paraguay|es|Itapúa,Guairá,Concepción,Boquerón
        PSE|Palestine|ar|Ramallah,Hebron,Gaza,Nablus
        SDN|Sudan|ar|Khartoum,Kassala,Kordofan,Darfur
        SEN|Senegal|fr|Dakar,Thiès,Kolda,Matam
        SLB|Solomon Islands|en|Guadalcanal,Malaita,Choiseul,Makira
        SLE|Sierra Leone|en|Bo,Kenema,Makeni,Kailahun
        SLV|El Salvador|es|Usulután,Sonsonate,Morazán,La Unión
        SOM|Somalia|ar|Banadir,Puntland,Jubaland,Hirshabelle
        SSD|South Sudan|en|Juba,Jonglei,Upper Nile,Lakes
        STP|São Tomé and Príncipe|pt|Água Grande,Príncipe,Lembá,Cantagalo
        TCD|Chad|fr|N'Djamena,Ouaddaï,Logone,Kanem
        TGO|Togo|fr|Kara,Maritime,Savanes,Centrale
        TJK|Tajikistan|ru|Dushanbe,Khatlon,Sughd,Badakhshan
        TLS|Timor-Leste|pt|Dili,Baucau,Ermera,Oecusse
        TUN|Tunisia|ar|Tunis,Sfax,Gafsa,Bizerte
        TZA|Tanzania|en|Dodoma,Mwanza,Zanzibar,Iringa
        UGA|Uganda|en|Kampala,Gulu,Mbale,Mbarara
        UKR|Ukraine|ru|Kyiv,Lviv,Odesa,Kharkiv
        VUT|Vanuatu|en|Efate,Santo,Tanna,Malekula
        YEM|Yemen|ar|Sana'a,Aden,Taiz,Hadramawt
        ZMB|Zambia|en|Lusaka,Copperbelt,Luapula,Eastern
        ZWE|Zimbabwe|en|Harare,Bulawayo,Manicaland,Masvingo
        """
}
