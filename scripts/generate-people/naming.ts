/**
 * How people are named in eight traditions. The names are ordinary ones, put together by chance: whoever
 * bears such a name is not meant. Family names beyond the common ones are made of two parts, so that most
 * are rare, as they are.
 */
export interface Naming {
  /** Share of people, 0 to 1. Chosen so that each can be measured; it is no census. */
  readonly share: number
  readonly given: { readonly F: readonly string[]; readonly M: readonly string[] }
  /** Common ones, the commonest first. */
  readonly family: readonly string[]
  readonly familyParts: readonly [readonly string[], readonly string[]]
  /** Spellings of one name, as different offices write it down. */
  readonly spellings: readonly (readonly string[])[]
}

function words(text: string): readonly string[] {
  return text.split(' ')
}

export const namings = {
  british: {
    share: 0.54,
    given: {
      F: words(
        'Olivia Emily Sarah Amelia Margaret Susan Chloe Lucy Grace Hannah Karen Julie Ellie Megan Rebecca Jean Zoe Harriet Nicola Wendy Bethan Morag Niamh Tamsin',
      ),
      M: words(
        'David John Jack Thomas James Paul Oliver Daniel George Harry Mark Stephen Liam Ian Gareth Callum Neil Ryan Angus Kevin Trevor Rhys Ewan Nigel',
      ),
    },
    family: words(
      "Smith Jones Taylor Brown Williams Wilson Evans Thomas Roberts Walker Wright Hughes Green Hall Wood Clarke Turner Hill O'Neill MacDonald",
    ),
    familyParts: [
      words(
        'Ald Bram Cold Dun Elm Fair Gold Hart Hawk Kirk Lang Marsh Nether Oak Pen Rams Sedge Thorn Under Wether Whit Wool Yar Ash Birch',
      ),
      words(
        'acre bank bourne brook by combe croft dale den field ford gate ham hurst ley mere shaw stead thorpe ton tree ward water well wick',
      ),
    ],
    spellings: [
      ['Stephen', 'Steven'],
      ['Sarah', 'Sara'],
      ['Zoe', 'Zoë'],
      ['Ian', 'Iain'],
      ['Rebecca', 'Rebekah'],
      ['Callum', 'Calum'],
      ['MacDonald', 'McDonald'],
      ["O'Neill", 'ONeil'],
    ],
  },
  punjabi: {
    share: 0.08,
    given: {
      F: words(
        'Harpreet Jasleen Manpreet Simran Navdeep Amrit Gurpreet Kiran Ravinder Jaspreet Baljit Paramjit Sukhdeep Rupinder Mandeep Satvinder',
      ),
      M: words(
        'Harjit Gurdeep Manjit Amrit Jaspal Balwinder Ranjit Sukhdev Harpreet Kuldeep Parminder Navtej Gurpreet Satnam Rajinder Mandeep',
      ),
    },
    family: words(
      'Singh Kaur Gill Sandhu Dhillon Sidhu Grewal Bains Dhaliwal Johal Mann Virk Sohal Atwal',
    ),
    familyParts: [
      words('Bas Bhan Chah Dos Gar Hun Jag Khal Lal Mal Nah Pan Rand Sah Tak'),
      words('al anjh ar awa dal dher eja gar hal ian iwal ota ra ri wan'),
    ],
    spellings: [
      ['Harpreet', 'Harprit'],
      ['Manjit', 'Manjeet'],
      ['Ranjit', 'Ranjeet'],
      ['Baljit', 'Baljeet'],
      ['Dhillon', 'Dhilon'],
    ],
  },
  urduBengali: {
    share: 0.1,
    given: {
      F: words(
        'Fatima Ayesha Zainab Maryam Nusrat Shabana Rukhsana Sadia Khadija Nazia Farzana Hafsa Sumaiya Rehana Tahmina Yasmin',
      ),
      M: words(
        'Mohammed Ahmed Imran Tariq Abdul Hassan Bilal Usman Kamran Rashid Shahid Faisal Nadeem Jamil Rafiq Zubair',
      ),
    },
    family: words(
      'Khan Ahmed Hussain Begum Ali Miah Akhtar Mahmood Iqbal Rahman Malik Uddin Chowdhury Shah Bibi',
    ),
    familyParts: [
      words('Abb Ans Bash Dar Far Hash Jal Kar Lat Mir Naw Qur Raj Saf Tal'),
      words('ari ati az een eed ghan idi im ir iq osh owdry ubi udin ullah'),
    ],
    spellings: [
      ['Mohammed', 'Muhammad', 'Mohamed', 'Mohammad', 'Md'],
      ['Fatima', 'Fatimah', 'Fathima'],
      ['Ayesha', 'Aisha', 'Aysha'],
      ['Hussain', 'Hussein', 'Husain'],
      ['Rahman', 'Rehman'],
      ['Chowdhury', 'Choudhury', 'Chaudhry'],
      ['Usman', 'Osman'],
      ['Maryam', 'Mariam'],
    ],
  },
  polishRomanian: {
    share: 0.09,
    given: {
      F: words(
        'Anna Katarzyna Małgorzata Agnieszka Zofia Elena Ioana Mihaela Wiktoria Magdalena Joanna Andreea Alicja Elżbieta Daniela Urszula',
      ),
      M: words(
        'Piotr Krzysztof Andrei Tomasz Łukasz Paweł Mihai Marek Stanisław Ionuț Michał Florin Jakub Wojciech Bogdan Gheorghe',
      ),
    },
    family: words(
      'Nowak Kowalski Popescu Wiśniewski Wójcik Ionescu Kamiński Lewandowski Zieliński Dumitru Szymański Popa Woźniak Stan Dąbrowski',
    ),
    familyParts: [
      words('Bart Chmiel Drozd Grab Jab Klim Łab Mal Nied Olsz Pietr Rud Sob Ursz Wal'),
      words('ak anu arz czyk escu ewicz icki iński kiewicz łowski oiu onek orek owicz szczak'),
    ],
    spellings: [
      ['Łukasz', 'Lukasz'],
      ['Paweł', 'Pawel', 'Pavel'],
      ['Michał', 'Michal', 'Michael'],
      ['Stanisław', 'Stanislaw'],
      ['Małgorzata', 'Malgorzata', 'Margaret'],
      ['Krzysztof', 'Krzystof', 'Christopher'],
      ['Zofia', 'Sofia'],
      ['Kowalski', 'Kowalska'],
      ['Wiśniewski', 'Wisniewska'],
      ['Andreea', 'Andrea'],
    ],
  },
  westAfrican: {
    share: 0.06,
    given: {
      F: words(
        'Ama Abena Ngozi Chioma Folake Adaeze Akosua Efua Ifeoma Yetunde Blessing Patience Comfort Temitope Amina Funmilayo',
      ),
      M: words(
        'Kwame Kofi Emeka Chidi Olu Babatunde Yaw Kwabena Ifeanyi Segun Emmanuel Godwin Tunde Obinna Musa Adewale',
      ),
    },
    family: words(
      'Mensah Okafor Owusu Adeyemi Boateng Okeke Asante Eze Osei Balogun Appiah Nwosu Bello Danso Adebayo',
    ),
    familyParts: [
      words('Ade Afo Ako Anye Ayo Chukwu Ehi Ibe Iro Nna Oba Ogun Oke Olu Uzo'),
      words('bisi dele di fi gbo ji ka kunle lade medi nna ola ro wale yemi'),
    ],
    spellings: [
      ['Adeyemi', 'Adeyemo'],
      ['Boateng', 'Boaten'],
      ['Temitope', 'Tope'],
      ['Babatunde', 'Tunde'],
      ['Amina', 'Aminat'],
    ],
  },
  arabicSomali: {
    share: 0.05,
    given: {
      F: words(
        'Hodan Amal Layla Nura Samira Hawa Ifrah Salma Rana Huda Sahra Najma Asma Zahra Faduma Hiba',
      ),
      M: words(
        'Abdi Omar Yusuf Ali Khalid Mahdi Ismail Salim Ibrahim Said Hamza Abdirahman Jama Karim Nur Warsame',
      ),
    },
    family: words(
      'Ali Mohamed Hassan Omar Abdi Ahmed Yusuf Ibrahim Farah Warsame Saleh Haji Nasser Osman Aden',
    ),
    familyParts: [
      words('Al-Ba Al-Ha Al-Ma Al-Ra Al-Sa Ab Bar Dir Far Gul Ham Jam Kad Mur Sham'),
      words('ad ane bari daf dan hal ir kari lim mad mari rasi roun shi zir'),
    ],
    spellings: [
      ['Yusuf', 'Yousef', 'Yusef', 'Youssouf'],
      ['Ibrahim', 'Ebrahim', 'Ibraahim'],
      ['Mohamed', 'Mohammed', 'Maxamed'],
      ['Said', 'Saeed', 'Sayid'],
      ['Layla', 'Leila', 'Laila'],
      ['Hassan', 'Hasan', 'Xasan'],
      ['Omar', 'Umar', 'Cumar'],
    ],
  },
  chineseVietnamese: {
    share: 0.04,
    given: {
      F: words(
        'Mei Li Xiu Linh Hua Ying Thu Fang Lan Jing Huong Yan Hoa Xin Mai Qian Trang Ling Na Hanh',
      ),
      M: words(
        'Wei Jun Minh Hao Tuan Jian Long Duc Ming Quang Lei Hung Bo Cheng Dung Feng Khanh Peng Son Tao',
      ),
    },
    family: words(
      'Nguyen Wang Chen Li Tran Zhang Liu Pham Wong Lam Le Huang Zhao Vu Wu Zhou Hoang',
    ),
    familyParts: [
      words('Ba Che Da Fe Gu Ha Ji Ka Lo Me Ni Pe Qi Ru Si To Xi Ya Ze'),
      words('ng n u o i ao ou an en ang'),
    ],
    spellings: [
      ['Wang', 'Wong'],
      ['Zhang', 'Cheung', 'Chang'],
      ['Li', 'Lee', 'Ly'],
      ['Huang', 'Hoang', 'Wong'],
      ['Nguyen', 'Nguyễn'],
      ['Chen', 'Chan'],
    ],
  },
  iberian: {
    share: 0.04,
    given: {
      F: words(
        'María Ana Lucía Carmen Inês Sofia Beatriz Rosa Catarina Paula Isabel Marta Joana Elena Teresa Raquel',
      ),
      M: words(
        'José João Luis Carlos Pedro Miguel António Jorge Rui Manuel Diego Tiago Fernando Nuno Pablo Andrés',
      ),
    },
    family: words(
      'Silva García Santos Ferreira Rodríguez Pereira López Costa Martínez Oliveira Fernández Sousa González Gomes Pérez',
    ),
    familyParts: [
      words('Alc Barr Cald Carv Esp Figu Guim Iba Mend Nav Oliv Quint Ram Sald Val'),
      words('ado ais ales anha ara arez eda eira eiro encia era eza inho osa uelo'),
    ],
    spellings: [
      ['María', 'Maria'],
      ['José', 'Jose'],
      ['João', 'Joao', 'John'],
      ['Inês', 'Ines', 'Agnes'],
      ['António', 'Antonio'],
      ['Sousa', 'Souza'],
    ],
  },
} as const satisfies Readonly<Record<string, Naming>>

/** A tradition of naming: what results are told apart by. */
export type Origin = keyof typeof namings

export const origins = Object.keys(namings) as readonly Origin[]
